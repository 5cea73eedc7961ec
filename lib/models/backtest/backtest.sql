-- Every past forecast that is scored, with the interval that was known when it was made. The earliest cutoffs only
-- teach: nothing was known yet to make their intervals from. Percent metrics end at 100.
WITH cutoffs AS (
  SELECT cutoff, ROW_NUMBER() OVER (ORDER BY cutoff) AS place
  FROM (SELECT DISTINCT cutoff FROM predictions) AS distinct_cutoffs
),
bounded AS (
  SELECT
    predictions.*,
    CASE WHEN metric IN ('cpu_p95', 'memory_p95', 'disk_p95') THEN 100 ELSE 1e12 END AS most
  FROM predictions
  JOIN cutoffs ON cutoffs.cutoff = predictions.cutoff
  WHERE place > :calibration_cutoffs
)
SELECT
  bounded.server_id,
  bounded.metric,
  bounded.model,
  bounded.cutoff,
  bounded.date,
  bounded.horizon_days,
  actual,
  predicted,
  greatest(0, least(most, predicted + scale * q10)) AS lo_80,
  greatest(0, least(most, predicted + scale * q90)) AS hi_80,
  greatest(0, least(most, predicted + scale * q025)) AS lo_95,
  greatest(0, least(most, predicted + scale * q975)) AS hi_95,
  scale
FROM bounded
LEFT JOIN calibration
  ON calibration.metric = bounded.metric
  AND calibration.model = bounded.model
  AND calibration.known_at = bounded.cutoff
  AND calibration.horizon_days = bounded.horizon_days
