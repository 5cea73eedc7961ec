/** Past forecasts as donors: read from the warehouse, and the template made of them as a snapshot. */
import type { Settings } from "../config/settings.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { integers, repeated, singles } from "../telemetry/columns.ts";
import type { ColumnTable, Row, Warehouse } from "../warehouse/warehouse.ts";
import {
  type DonorRules,
  type JointPaths,
  jointPaths,
  type Template,
  type Trajectory,
} from "./trajectories.ts";

/** Two paths of every donor: its own and the mirror image. */
export const donorRules = ({ paths, donors }: Settings["risk"]): DonorRules => ({
  most: Math.floor(paths / 2),
  least: donors.least,
  longestGap: donors.longest_gap_days,
});

/** Series by the place of their name, so that no text need be sorted or carried for each day. */
const seriesKnown = (knownAt: string): string => `
series AS (
  SELECT server_id, metric, model,
    CAST(row_number() OVER (ORDER BY server_id, metric) AS INTEGER) - 1 AS place
  FROM choices
  WHERE known_at = ${knownAt}
)`;

/** Errors of one model, or of that chosen, of forecasts whose whole horizon was over by a time. */
const knownErrors = (model: string, knownAt: string): string => `
WITH ${seriesKnown(knownAt)},
ends AS (
  SELECT cutoff FROM predictions GROUP BY cutoff HAVING max(date) <= ${knownAt}
)
SELECT place, CAST(predictions.cutoff - DATE '1970-01-01' AS INTEGER) AS cutoff, horizon_days,
  (CAST(actual AS DOUBLE) - predicted) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS error
FROM predictions
JOIN ends ON ends.cutoff = predictions.cutoff
JOIN series ON series.server_id = predictions.server_id AND series.metric = predictions.metric
WHERE predictions.model = ${model}`;

interface SeriesRecord extends Row {
  server_id: string;
  metric: Metric;
}

/**
 * Trajectories of the errors known at a time: of forecasts whose horizon was over by then, made with the model
 * that was chosen for the series then, or with one model for all.
 * @param knownAt  SQL of the day, one of `choices`
 */
export async function readTrajectories(
  warehouse: Warehouse,
  { model = "series.model", knownAt = "(SELECT max(known_at) FROM choices)" } = {},
): Promise<Trajectory[]> {
  const series = await warehouse.query<SeriesRecord>(
    `WITH ${seriesKnown(knownAt)} SELECT server_id, metric FROM series ORDER BY place`,
  );
  const columns = await warehouse.columns(knownErrors(model, knownAt));
  const [place, cutoff, ahead] = ["place", "cutoff", "horizon_days"].map((name) =>
    columns[name] as Int32Array
  ) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const error = columns.error as Float64Array;
  const horizon = ahead.reduce((most, days) => Math.max(most, days), 0);
  const made = new Map<string, Trajectory & { errors: Map<Metric, Float64Array> }>();
  place.forEach((of, row) => {
    const { server_id, metric } = series[of]!;
    const key = `${cutoff[row]!} ${server_id}`;
    const trajectory = made.get(key) ?? { server_id, cutoff: cutoff[row]!, errors: new Map() };
    const errors = trajectory.errors.get(metric) ?? new Float64Array(horizon).fill(NaN);
    errors[ahead[row]! - 1] = error[row]!;
    trajectory.errors.set(metric, errors);
    made.set(key, trajectory);
  });
  return [...made.values()];
}

/** One row per donor, metric and day ahead. */
export function trajectoryColumns(template: Template | null): ColumnTable {
  const { days, donors, scores } = template ??
    { days: 0, donors: [], scores: new Map<Metric, Float64Array>() };
  const parts = [...scores].flatMap(([metric, of]) =>
    donors.map((donor, index) => ({
      ...donor,
      metric,
      scores: of.subarray(index * days, (index + 1) * days),
    }))
  );
  const lengths = parts.map(() => days);
  const ahead = Int32Array.from({ length: days }, (_, day) => day + 1);
  return {
    server_id: repeated(parts.map(({ server_id }) => server_id), lengths),
    cutoff: integers(parts.map(({ cutoff }) => new Int32Array(days).fill(cutoff))),
    metric: repeated(parts.map(({ metric }) => metric), lengths),
    horizon_days: integers(parts.map(() => ahead)),
    score: singles(parts.map(({ scores }) => scores)),
  };
}

/** The joint paths of the snapshot `trajectories`; null when it holds no donor. */
export async function readJointPaths(warehouse: Warehouse): Promise<JointPaths | null> {
  const donors = await warehouse.query<{ server_id: string; cutoff: number }>(`
SELECT server_id, CAST(cutoff - DATE '1970-01-01' AS INTEGER) AS cutoff FROM trajectories
GROUP BY server_id, cutoff ORDER BY cutoff, server_id`);
  if (donors.length === 0) return null;
  const metrics = await warehouse.query<{ metric: Metric }>(
    "SELECT DISTINCT metric FROM trajectories ORDER BY metric",
  );
  const { score } = await warehouse.columns(
    "SELECT CAST(score AS DOUBLE) AS score FROM trajectories ORDER BY metric, cutoff, server_id, horizon_days",
  );
  const all = score as Float64Array;
  const size = all.length / metrics.length;
  const scores = new Map(
    metrics.map(({ metric }, index) => [metric, all.subarray(index * size, (index + 1) * size)]),
  );
  return jointPaths({ days: size / donors.length, donors, scores });
}
