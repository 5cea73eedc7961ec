-- Daily figures of each server and metric, from the samples that count (`current_samples`). DuckDB only.
--
-- A percentile says of what: of raw samples where there are any, else of averages, else of what else there is.
-- The mean adds millionths as whole numbers, so that the order in which threads add does not show.
WITH by_statistic AS (
  SELECT
    server,
    metric,
    day,
    date_trunc('month', DATE '1970-01-01' + day) AS month,
    statistic,
    CASE statistic
      WHEN 'raw' THEN 1 WHEN 'average' THEN 2 WHEN 'sum' THEN 3 WHEN 'p95' THEN 4 WHEN 'p99' THEN 5
      WHEN 'maximum' THEN 6 WHEN 'p90' THEN 7 WHEN 'p50' THEN 8 ELSE 9
    END AS rank,
    quantile_cont(value, 0.95) AS p95,
    max(value) AS max,
    CAST(sum(CAST(round(value * 1000000) AS BIGINT)) AS DOUBLE) / 1000000 / count(*) AS mean,
    count(*) AS samples,
    min(ms) AS first_ms,
    max(ms) AS last_ms,
    max(interval_seconds) AS said_seconds,
    min(ordinal) AS first_file,
    max(ordinal) AS last_file
  FROM current_samples
  GROUP BY server, metric, day, statistic
),
spaced AS (
  SELECT
    *,
    -- What the source says, else the usual distance of samples of this series in the month; one a day, day by day, is
    -- a daily figure. Of a single sample nothing is known.
    COALESCE(
      said_seconds,
      median(CASE WHEN samples > 1 THEN (last_ms - first_ms) / 1000.0 / (samples - 1) END)
        OVER (PARTITION BY server, metric, statistic, month),
      CASE WHEN count(*) OVER (PARTITION BY server, metric, statistic, month) > 1 THEN 86400 END
    ) AS interval_seconds
  FROM by_statistic
),
chosen AS (
  SELECT *, row_number() OVER (PARTITION BY server, metric, day ORDER BY rank) AS place,
    max(max) OVER (PARTITION BY server, metric, day) AS highest
  FROM spaced
)
SELECT
  server AS server_id,
  metric,
  CAST(DATE '1970-01-01' + day AS DATE) AS date,
  p95,
  highest AS max,
  mean,
  CAST(samples AS INTEGER) AS samples,
  statistic,
  CAST(round(interval_seconds) AS INTEGER) AS interval_seconds,
  COALESCE(least(100, round(100 * samples * interval_seconds / 86400, 1)), 0) AS observed_pct,
  -- The first and last of the files it is made of, by their order in the log.
  CAST(first_file AS INTEGER) AS first_file,
  CAST(last_file AS INTEGER) AS last_file
FROM chosen
WHERE place = 1
