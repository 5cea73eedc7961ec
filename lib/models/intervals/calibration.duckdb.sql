-- Quantiles of scaled errors by metric, model and days ahead, from outcomes known by each cutoff and by the end of
-- telemetry. Trino has no exact quantiles: on Athena approx_percentile takes the place of quantile_cont.
WITH known AS (
  SELECT DISTINCT cutoff AS known_at FROM predictions
  UNION
  SELECT max(date) AS known_at FROM predictions
),
bucket_ends AS (
  SELECT CAST(unnest(string_split(:bucket_ends, ',')) AS INTEGER) AS bucket_end
),
buckets AS (
  SELECT bucket_end, COALESCE(LAG(bucket_end) OVER (ORDER BY bucket_end), 0) AS bucket_start
  FROM bucket_ends
),
errors AS (
  SELECT
    metric, model, cutoff, date, bucket_start, bucket_end,
    (CAST(actual AS DOUBLE) - predicted) / scale AS error
  FROM predictions
  JOIN buckets ON horizon_days > bucket_start AND horizon_days <= bucket_end
  WHERE actual IS NOT NULL AND scale > 0
    AND (horizon_days <= :dense_days OR MOD(horizon_days, :every_days) = 0)
),
-- What the errors of a cutoff have in common over all series: a season or a trend the model did not see.
shared AS (
  SELECT metric, model, known_at, bucket_end, cutoff, avg(error) AS error
  FROM errors
  JOIN known ON errors.date <= known.known_at
  GROUP BY metric, model, known_at, bucket_end, cutoff
),
mirrored AS (
  SELECT CAST(0 AS DOUBLE) AS times UNION ALL SELECT CAST(2 AS DOUBLE)
),
-- A few cutoffs do not tell on which side the next one will lie: each error counts as it was, and once more with
-- what it shares with its cutoff turned round.
pooled AS (
  SELECT
    errors.metric, errors.model, shared.known_at, bucket_start, errors.bucket_end,
    CAST(bucket_start + 1 + errors.bucket_end AS DOUBLE) / 2 AS middle,
    CAST(count(*) / 2 AS INTEGER) AS residuals,
    quantile_cont(errors.error - times * shared.error, [0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975]) AS q
  FROM errors
  JOIN shared
    ON shared.metric = errors.metric AND shared.model = errors.model AND shared.cutoff = errors.cutoff
    AND shared.bucket_end = errors.bucket_end AND errors.date <= shared.known_at
  CROSS JOIN mirrored
  GROUP BY errors.metric, errors.model, shared.known_at, bucket_start, errors.bucket_end
  HAVING count(*) / 2 >= :min_residuals
),
-- A quantile holds in the middle of its bucket and moves in a straight line to the next middle.
neighbours AS (
  SELECT
    pooled.*,
    LAG(middle) OVER series AS middle_before,
    LAG(q) OVER series AS q_before,
    LEAD(middle) OVER series AS middle_after,
    LEAD(q) OVER series AS q_after
  FROM pooled
  WINDOW series AS (PARTITION BY metric, model, known_at ORDER BY bucket_end)
),
days AS (
  SELECT DISTINCT horizon_days FROM predictions
),
weighed AS (
  SELECT
    neighbours.*,
    horizon_days,
    CASE WHEN horizon_days < middle THEN q_before ELSE q_after END AS q_beyond,
    CASE
      WHEN horizon_days < middle THEN (middle - horizon_days) / (middle - middle_before)
      ELSE (horizon_days - middle) / (middle_after - middle)
    END AS weight
  FROM neighbours
  JOIN days ON horizon_days > bucket_start AND horizon_days <= bucket_end
)
SELECT
  metric,
  model,
  known_at,
  horizon_days,
  residuals,
  -- Before the first middle and after the last there is no neighbour.
  COALESCE(q[1] + weight * (q_beyond[1] - q[1]), q[1]) AS q025,
  COALESCE(q[2] + weight * (q_beyond[2] - q[2]), q[2]) AS q05,
  COALESCE(q[3] + weight * (q_beyond[3] - q[3]), q[3]) AS q10,
  COALESCE(q[4] + weight * (q_beyond[4] - q[4]), q[4]) AS q50,
  COALESCE(q[5] + weight * (q_beyond[5] - q[5]), q[5]) AS q90,
  COALESCE(q[6] + weight * (q_beyond[6] - q[6]), q[6]) AS q95,
  COALESCE(q[7] + weight * (q_beyond[7] - q[7]), q[7]) AS q975
FROM weighed
