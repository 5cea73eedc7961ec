/** What the choice of models rests on, read from the warehouse. */
import type { Metric } from "../../pipeline/schemas/columns.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { BASELINE, isNaive, simplicity } from "../models.ts";
import type { Candidate } from "./rank.ts";
import type { KnownSeries } from "./select.ts";

/** Each series on each day forecasts were or are made. Today's verdict says nothing of past days. */
const SERIES_QUERY = `
WITH today AS (
  SELECT max(date) AS today FROM observations
),
known AS (
  SELECT known_at FROM scores
  UNION
  SELECT today FROM today
),
history AS (
  SELECT observations.server_id, observations.metric, known_at,
    CAST(count(value) AS INTEGER) AS days,
    min(value) = max(value) AS constant
  FROM known JOIN observations ON observations.date <= known_at
  GROUP BY observations.server_id, observations.metric, known_at
)
SELECT history.server_id, history.metric, CAST(known_at AS VARCHAR) AS known_at, days,
  COALESCE(constant, FALSE) AS constant,
  CASE WHEN known_at = today AND verdict = 'not_assessed' THEN reason END AS refused
FROM history
CROSS JOIN today
JOIN quality ON quality.server_id = history.server_id AND quality.metric = history.metric
ORDER BY history.server_id, history.metric, known_at`;

/** Errors of each model beside the baseline's on the same days; a model not scored on all of them is left out. */
const SCORES_QUERY = `
SELECT scores.server_id, scores.metric, CAST(scores.known_at AS VARCHAR) AS known_at, scores.model, scores.cutoffs, scores.days,
  scores.mae, base.mae AS base_mae
FROM scores
JOIN scores AS base
  ON base.server_id = scores.server_id AND base.metric = scores.metric AND base.known_at = scores.known_at
  AND base.model = '${BASELINE}' AND base.days = scores.days
WHERE scores.model <> 'oracle'
ORDER BY scores.server_id, scores.metric, scores.known_at, scores.model`;

interface SeriesRecord extends Record<string, string | number | boolean | null> {
  server_id: string;
  metric: Metric;
  known_at: string;
  days: number;
  constant: boolean;
  refused: string | null;
}

interface ScoreRecord extends Record<string, string | number | null> {
  server_id: string;
  metric: Metric;
  known_at: string;
  model: string;
  cutoffs: number;
  days: number;
  mae: number;
  base_mae: number;
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** Error as a multiple of the baseline's; against a baseline without error, any error is infinitely worse. */
function relative(error: number, base: number): number {
  if (base > 0) return error / base;
  return error > 0 ? Infinity : 1;
}

/** Of all series of a metric on a day: the geometric mean of each model's errors over the baseline's. */
function commonErrors(records: readonly ScoreRecord[]): Map<string, number> {
  // A ratio with a zero has no logarithm; such series are constant and choose without it.
  const usable = records.filter(({ mae, base_mae }) => mae > 0 && base_mae > 0);
  return new Map(
    [...groupBy(usable, ({ model }) => model)].map(([model, group]) => {
      const logs = group.reduce((sum, { mae, base_mae }) => sum + Math.log(mae / base_mae), 0);
      return [model, Math.exp(logs / group.length)];
    }),
  );
}

function bestNaive(common: ReadonlyMap<string, number>): string | null {
  const naive = [...common].filter(([model]) => isNaive(model)).toSorted(([, a], [, b]) => a - b);
  return naive[0]?.[0] ?? null;
}

/** Every series as it was known on each day a forecast was or is made. */
export async function readKnownSeries(warehouse: Warehouse): Promise<KnownSeries[]> {
  const series = await warehouse.query<SeriesRecord>(SERIES_QUERY);
  const scores = await warehouse.query<ScoreRecord>(SCORES_QUERY);
  const own = groupBy(scores, ({ server_id, metric, known_at }) => `${server_id}/${metric}/${known_at}`);
  const common = new Map(
    [...groupBy(scores, ({ metric, known_at }) => `${metric}/${known_at}`)]
      .map(([key, records]) => [key, commonErrors(records)]),
  );
  return series.map((record) => {
    const { server_id, metric, known_at } = record;
    const records = own.get(`${server_id}/${metric}/${known_at}`) ?? [];
    const everywhere = common.get(`${metric}/${known_at}`) ?? new Map<string, number>();
    const candidates = records.map(({ model, mae, base_mae }): Candidate => {
      const own = relative(mae, base_mae);
      return { model, naive: isNaive(model), mae, own, common: everywhere.get(model) ?? own };
    });
    return {
      ...record,
      cutoffs: records[0]?.cutoffs ?? 0,
      comparedDays: records[0]?.days ?? 0,
      candidates: candidates.sort((a, b) => simplicity(a.model) - simplicity(b.model)),
      bestNaive: bestNaive(everywhere),
    };
  });
}
