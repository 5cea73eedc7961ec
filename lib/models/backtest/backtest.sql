-- Every past forecast that is scored, with the interval that was known when it was made. The earliest cutoffs only
-- teach: nothing was known yet to make their intervals from. Percent metrics end at 100.
WITH cutoffs AS (
  SELECT cutoff, ROW_NUMBER() OVER (ORDER BY cutoff) AS place
  FROM (SELECT DISTINCT cutoff FROM predictions) AS distinct_cutoffs
),
known AS (
  SELECT
    predictions.*,
    CASE WHEN predictions.metric IN ('cpu_p95', 'memory_p95', 'disk_p95') THEN 100 ELSE 1e12 END AS most,
    q025, q10, q90, q975,
    -- In DuckDB least and greatest pass over nulls, so nothing known must be told apart first.
    scale IS NOT NULL AND calibration.horizon_days IS NOT NULL AS has_interval
  FROM predictions
  JOIN cutoffs ON cutoffs.cutoff = predictions.cutoff
  LEFT JOIN calibration
    ON calibration.metric = predictions.metric
    AND calibration.model = predictions.model
    AND calibration.known_at = predictions.cutoff
    AND calibration.horizon_days = predictions.horizon_days
  WHERE place > :calibration_cutoffs
)
SELECT
  server_id,
  metric,
  model,
  cutoff,
  date,
  horizon_days,
  actual,
  predicted,
  CASE WHEN has_interval THEN greatest(0, least(most, predicted + scale * q10)) END AS lo_80,
  CASE WHEN has_interval THEN greatest(0, least(most, predicted + scale * q90)) END AS hi_80,
  CASE WHEN has_interval THEN greatest(0, least(most, predicted + scale * q025)) END AS lo_95,
  CASE WHEN has_interval THEN greatest(0, least(most, predicted + scale * q975)) END AS hi_95,
  scale
FROM known
