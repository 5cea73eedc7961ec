/** What may be wrong with a series although each of its values could be right: counted in SQL. */
import type { Settings } from "../config/settings.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

export interface Oddities extends Row {
  server_id: string;
  metric: Metric;
  /** Days that were neither repaired nor filled. */
  days_observed: number;
  /** Filled days of short gaps. */
  imputed: number;
  /** Longest run of days with one and the same value. */
  flatline_days: number;
  /** Days with more samples than the server's days hold: a clock that jumps, or values sent twice. */
  crowded_days: number;
  /** First week after which the level is another by a factor that units differ by; null when there is none. */
  unit_change: string | null;
  /** That factor; below 1 when the level fell. */
  unit_factor: number | null;
}

type Rules = Settings["cleaning"]["oddities"];

/** Weeks on either side of a change of unit that must agree. */
const WEEKS = 3;

const neighbours = (way: "lag" | "lead", first: number): string =>
  Array.from({ length: WEEKS }, (_, step) => `${way}(level, ${first + step}) OVER weeks`).join(", ");

/** One row per series of observations; needs observations and telemetry. */
const query = ({ crowded_pct, unit_factors, unit_tolerance }: Rules): string => `
WITH present AS (
  SELECT server_id, metric, date, value,
    lag(value) OVER (PARTITION BY server_id, metric ORDER BY date) AS value_before
  FROM observations
  WHERE flag = 'observed'
),
runs AS (
  SELECT server_id, metric, value,
    sum(CASE WHEN value = value_before THEN 0 ELSE 1 END)
      OVER (PARTITION BY server_id, metric ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM present
),
flat AS (
  SELECT server_id, metric, max(days) AS flatline_days
  FROM (SELECT server_id, metric, run, count(*) AS days FROM runs GROUP BY server_id, metric, run) AS lengths
  GROUP BY server_id, metric
),
flags AS (
  SELECT server_id, metric,
    sum(CASE WHEN flag = 'observed' THEN 1 ELSE 0 END) AS days_observed,
    sum(CASE WHEN flag = 'imputed' THEN 1 ELSE 0 END) AS imputed
  FROM observations
  GROUP BY server_id, metric
),
usual AS (
  SELECT server_id, quantile_cont(samples, 0.5) AS samples FROM telemetry WHERE samples > 0 GROUP BY server_id
),
crowded AS (
  SELECT telemetry.server_id,
    sum(CASE WHEN telemetry.samples > usual.samples * (1 + ${crowded_pct} / 100.0) THEN 1 ELSE 0 END) AS crowded_days
  FROM telemetry JOIN usual ON usual.server_id = telemetry.server_id
  GROUP BY telemetry.server_id
),
levels AS (
  SELECT server_id, metric, date_trunc('week', date) AS week, quantile_cont(value, 0.5) AS level
  FROM observations
  WHERE flag IN ('observed', 'capped')
  GROUP BY server_id, metric, date_trunc('week', date)
),
around AS (
  SELECT server_id, metric, lead(week, 1) OVER weeks AS week,
    least(${neighbours("lag", 0)}) AS low_before, greatest(${neighbours("lag", 0)}) AS high_before,
    least(${neighbours("lead", 1)}) AS low_after, greatest(${neighbours("lead", 1)}) AS high_after,
    lag(level, ${WEEKS - 1}) OVER weeks IS NOT NULL AND lead(level, ${WEEKS}) OVER weeks IS NOT NULL AS whole
  FROM levels
  WINDOW weeks AS (PARTITION BY server_id, metric ORDER BY week)
),
changes AS (
  SELECT server_id, metric, week, factor,
    row_number() OVER (PARTITION BY server_id, metric ORDER BY week, factor) AS place
  FROM around
  JOIN (VALUES ${unit_factors.map((factor) => `(CAST(${factor} AS DOUBLE)), (1.0 / ${factor})`).join(", ")})
    AS factors (factor)
    ON whole AND low_before > 0
    AND low_after >= high_before * factor / ${unit_tolerance}
    AND high_after <= low_before * factor * ${unit_tolerance}
)
SELECT flags.server_id, flags.metric,
  CAST(days_observed AS INTEGER) AS days_observed, CAST(imputed AS INTEGER) AS imputed,
  CAST(coalesce(flatline_days, 0) AS INTEGER) AS flatline_days,
  CAST(coalesce(crowded_days, 0) AS INTEGER) AS crowded_days,
  CAST(CAST(week AS DATE) AS VARCHAR) AS unit_change, factor AS unit_factor
FROM flags
LEFT JOIN flat ON flat.server_id = flags.server_id AND flat.metric = flags.metric
LEFT JOIN crowded ON crowded.server_id = flags.server_id
LEFT JOIN changes ON changes.server_id = flags.server_id AND changes.metric = flags.metric AND place = 1
ORDER BY flags.server_id, flags.metric`;

/** Oddities of every series, by `server_id/metric`. */
export async function readOddities(warehouse: Warehouse, rules: Rules): Promise<Map<string, Oddities>> {
  const rows = await warehouse.query<Oddities>(query(rules));
  return new Map(rows.map((row) => [`${row.server_id}/${row.metric}`, row]));
}

/** Those of a series without a single day. */
export const noOddities = (server_id: string, metric: Metric): Oddities => ({
  server_id,
  metric,
  days_observed: 0,
  imputed: 0,
  flatline_days: 0,
  crowded_days: 0,
  unit_change: null,
  unit_factor: null,
});
