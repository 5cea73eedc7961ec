/** What is known of each series before it is judged: counted in SQL from what cleaning left behind. */
import type { Metric } from "../pipeline/schemas/columns.ts";
import { literal } from "../warehouse/bind.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

export interface SeriesFacts extends Row {
  server_id: string;
  metric: Metric;
  days_expected: number;
  days_present: number;
  longest_gap: number;
  duplicates: number;
  out_of_range: number;
  outliers: number;
  /** Days above 100 % that were kept as 100. */
  counted_as_full: number;
  /** Last day with a valid value; null without any. */
  last_date: string | null;
  /** Days from there to the last day of the telemetry. */
  silent_days: number;
}

/** One row per server and metric, in that order; needs servers, observations and quarantine. */
const query = (metrics: readonly Metric[]): string => `
WITH as_of AS (
  SELECT max(date) AS last_day FROM observations
),
series AS (
  SELECT servers.server_id, metrics.metric
  FROM servers
  CROSS JOIN (VALUES ${metrics.map((metric) => `(${literal(metric)})`).join(", ")}) AS metrics (metric)
),
expected AS (
  SELECT server_id, metric, count(*) AS days_expected
  FROM observations
  GROUP BY server_id, metric
),
present AS (
  SELECT observations.server_id, metric, date, flag, in_service_from,
    lag(date) OVER (PARTITION BY observations.server_id, metric ORDER BY date) AS date_before
  FROM observations
  JOIN servers ON servers.server_id = observations.server_id
  WHERE flag IN ('observed', 'capped')
),
seen AS (
  SELECT server_id, metric, count(*) AS days_present, max(date) AS last_date,
    sum(CASE WHEN flag = 'capped' THEN 1 ELSE 0 END) AS outliers,
    max(coalesce(date_diff('day', date_before, date) - 1, date_diff('day', in_service_from, date))) AS inner_gap
  FROM present
  GROUP BY server_id, metric
),
doubled AS (
  SELECT server_id, count(*) AS duplicates
  FROM quarantine
  WHERE rule = 'duplicate'
  GROUP BY server_id
),
broken AS (
  SELECT server_id, column_name,
    sum(CASE WHEN rule = 'counted_as_full' THEN 0 ELSE 1 END) AS out_of_range,
    sum(CASE WHEN rule = 'counted_as_full' THEN 1 ELSE 0 END) AS counted_as_full
  FROM quarantine
  WHERE column_name <> 'all'
  GROUP BY server_id, column_name
),
counted AS (
  SELECT series.server_id, series.metric, last_date,
    coalesce(days_expected, 0) AS days_expected,
    coalesce(days_present, 0) AS days_present,
    coalesce(inner_gap, 0) AS inner_gap,
    coalesce(date_diff('day', last_date, last_day), days_expected, 0) AS silent_days,
    coalesce(duplicates, 0) AS duplicates,
    coalesce(out_of_range, 0) AS out_of_range,
    coalesce(counted_as_full, 0) AS counted_as_full,
    coalesce(outliers, 0) AS outliers
  FROM series
  CROSS JOIN as_of
  LEFT JOIN expected ON expected.server_id = series.server_id AND expected.metric = series.metric
  LEFT JOIN seen ON seen.server_id = series.server_id AND seen.metric = series.metric
  LEFT JOIN doubled ON doubled.server_id = series.server_id
  LEFT JOIN broken ON broken.server_id = series.server_id AND broken.column_name = series.metric
)
SELECT server_id, metric, days_expected, days_present, last_date, silent_days,
  greatest(inner_gap, silent_days) AS longest_gap, duplicates, out_of_range, counted_as_full, outliers
FROM counted
ORDER BY server_id, metric`;

/** Facts of every server and declared metric, measured or not. */
export function readFacts(warehouse: Warehouse, metrics: readonly Metric[]): Promise<SeriesFacts[]> {
  return warehouse.query<SeriesFacts>(query(metrics));
}
