-- Daily figures of the workspace (npm run ingest), one row per server and day. DuckDB only: reads its Parquet file.
--
-- Servers are measured at different intervals, so samples count as the 5-minute pieces of the day they stand for: 288
-- are a full day, whatever the interval. A metric that was watched for less than :min_observed_pct of the day has no
-- figure that day.
WITH watched AS (
  SELECT server_id, date, metric, max,
    CASE WHEN observed_pct >= :min_observed_pct THEN p95 END AS p95,
    observed_pct
  FROM read_parquet(:file)
)
SELECT
  server_id,
  date,
  1 AS delivery,
  max(CASE WHEN metric = 'cpu' THEN p95 END) AS cpu_p95,
  max(CASE WHEN metric = 'memory' THEN p95 END) AS memory_p95,
  max(CASE WHEN metric = 'disk' THEN p95 END) AS disk_p95,
  max(CASE WHEN metric = 'net_in' THEN p95 END) AS net_in_p95,
  max(CASE WHEN metric = 'net_out' THEN p95 END) AS net_out_p95,
  max(CASE WHEN metric = 'cpu' THEN max END) AS cpu_max,
  max(CASE WHEN metric = 'memory' THEN max END) AS memory_max,
  max(CASE WHEN metric = 'disk' THEN max END) AS disk_max,
  CAST(round(max(observed_pct) / 100 * 288) AS INTEGER) AS samples
FROM watched
GROUP BY server_id, date
