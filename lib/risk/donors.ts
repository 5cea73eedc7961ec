/** Past forecasts as donors: read from the warehouse, and the template made of them as a snapshot. */
import type { Settings } from "../config/settings.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { integers, repeated, singles } from "../telemetry/columns.ts";
import type { ColumnTable, Warehouse } from "../warehouse/warehouse.ts";
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

/** Errors of the model chosen at a time, of forecasts whose whole horizon was over by then. */
const knownErrors = (model: string, knownAt: string): string => `
WITH latest AS (SELECT ${knownAt} AS known_at),
ends AS (SELECT cutoff, max(date) AS last_date FROM predictions GROUP BY cutoff),
known AS (
  SELECT predictions.server_id, predictions.metric,
    CAST(predictions.cutoff - DATE '1970-01-01' AS INTEGER) AS cutoff, horizon_days,
    (CAST(actual AS DOUBLE) - predicted) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS error
  FROM predictions
  JOIN ends ON ends.cutoff = predictions.cutoff
  JOIN latest ON ends.last_date <= latest.known_at
  JOIN choices ON choices.server_id = predictions.server_id AND choices.metric = predictions.metric
    AND choices.known_at = latest.known_at
  WHERE predictions.model = ${model}
)`;

/**
 * Trajectories of the errors known at a time: of forecasts whose horizon was over by then, made with the model
 * that was chosen for the series then, or with one model for all.
 * @param knownAt  SQL of the day, one of `choices`
 */
export async function readTrajectories(
  warehouse: Warehouse,
  { model = "choices.model", knownAt = "(SELECT max(known_at) FROM choices)" } = {},
): Promise<Trajectory[]> {
  const columns = await warehouse.columns(`${knownErrors(model, knownAt)}
SELECT server_id, metric, cutoff, error FROM known ORDER BY cutoff, server_id, metric, horizon_days`);
  const [servers, metrics] = [columns.server_id as string[], columns.metric as Metric[]];
  const [cutoffs, errors] = [columns.cutoff as Int32Array, columns.error as Float64Array];
  const made: (Trajectory & { errors: Map<Metric, Float64Array> })[] = [];
  for (let start = 0, end = 0; start < errors.length; start = end) {
    const [server_id, metric, cutoff] = [servers[start]!, metrics[start]!, cutoffs[start]!];
    const same = (row: number) =>
      servers[row] === server_id && metrics[row] === metric && cutoffs[row] === cutoff;
    while (end < errors.length && same(end)) end++;
    const last = made.at(-1);
    const trajectory = last?.server_id === server_id && last.cutoff === cutoff
      ? last
      : { server_id, cutoff, errors: new Map<Metric, Float64Array>() };
    if (trajectory !== last) made.push(trajectory);
    trajectory.errors.set(metric, errors.subarray(start, end));
  }
  return made;
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
