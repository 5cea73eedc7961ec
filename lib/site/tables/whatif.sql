-- What the what-if page works with, narrow: hundredths of a percent; of the columns that dates come from what they rise
-- by from one kept day to the next, of the others the last day. A large fleet's is parted by service, on every seventh
-- day, so that dates are up to six days late.
WITH whole AS (
  SELECT server_id, metric, day, max(day) OVER (PARTITION BY server_id, metric) AS last_day,
    CAST(round(100 * CAST(p10 AS DOUBLE)) AS INTEGER) AS p10,
    CAST(round(100 * CAST(p50 AS DOUBLE)) AS INTEGER) AS p50,
    CAST(round(100 * CAST(p90 AS DOUBLE)) AS INTEGER) AS p90,
    CAST(round(100 * CAST(bound AS DOUBLE)) AS INTEGER) AS bound,
    CAST(round(100 * CAST(p01 AS DOUBLE)) AS INTEGER) AS p01,
    CAST(round(100 * CAST(p02 AS DOUBLE)) AS INTEGER) AS p02,
    CAST(round(100 * CAST(p05 AS DOUBLE)) AS INTEGER) AS p05,
    CAST(round(100 * CAST(p20 AS DOUBLE)) AS INTEGER) AS p20,
    CAST(round(100 * CAST(p30 AS DOUBLE)) AS INTEGER) AS p30,
    CAST(round(100 * CAST(p40 AS DOUBLE)) AS INTEGER) AS p40,
    CAST(round(100 * CAST(p60 AS DOUBLE)) AS INTEGER) AS p60,
    CAST(round(100 * CAST(p70 AS DOUBLE)) AS INTEGER) AS p70,
    CAST(round(100 * CAST(p80 AS DOUBLE)) AS INTEGER) AS p80,
    CAST(round(100 * CAST(p95 AS DOUBLE)) AS INTEGER) AS p95,
    CAST(round(100 * CAST(p99 AS DOUBLE)) AS INTEGER) AS p99
  FROM whatif JOIN servers USING (server_id)
  WHERE NOT :large OR service = :service
),
kept AS (
  SELECT * FROM whole WHERE day = last_day OR MOD(day, :every) = 0
)
SELECT server_id, metric, day,
  p10 - lag(p10, 1, 0) OVER series AS p10,
  p50 - lag(p50, 1, 0) OVER series AS p50,
  p90 - lag(p90, 1, 0) OVER series AS p90,
  bound - lag(bound, 1, 0) OVER series AS bound,
  CASE WHEN day = last_day THEN p01 END AS p01,
  CASE WHEN day = last_day THEN p02 END AS p02,
  CASE WHEN day = last_day THEN p05 END AS p05,
  CASE WHEN day = last_day THEN p20 END AS p20,
  CASE WHEN day = last_day THEN p30 END AS p30,
  CASE WHEN day = last_day THEN p40 END AS p40,
  CASE WHEN day = last_day THEN p60 END AS p60,
  CASE WHEN day = last_day THEN p70 END AS p70,
  CASE WHEN day = last_day THEN p80 END AS p80,
  CASE WHEN day = last_day THEN p95 END AS p95,
  CASE WHEN day = last_day THEN p99 END AS p99
FROM kept
WINDOW series AS (PARTITION BY server_id, metric ORDER BY day)
ORDER BY server_id, metric, day
