-- How often intervals of totals held. A cutoff is judged by what was known on its day; where nothing was, it only
-- teaches.
WITH bands AS (
  SELECT '1-30' AS horizon_band, 1 AS first_day, 30 AS last_day
  UNION ALL SELECT '31-90', 31, 90
  UNION ALL SELECT '91-180', 91, 100000
  UNION ALL SELECT 'all', 1, 100000
),
judged AS (
  SELECT
    totals_backtest.scope, totals_backtest.resource, horizon_days, actual, predicted,
    lo_80, hi_80, lo_95, hi_95, below_80, above_80, below_95, above_95, q025, q10, q90, q975,
    sqrt((1 - correlation) * spread_apart * spread_apart + correlation * spread_together * spread_together) AS spread
  FROM totals_backtest
  JOIN totals_calibration
    ON totals_calibration.known_at = totals_backtest.cutoff AND totals_calibration.scope = totals_backtest.scope
    AND totals_calibration.resource = totals_backtest.resource
),
intervals AS (
  SELECT
    scope, resource, horizon_days, actual, predicted, 'joint' AS method,
    greatest(0, predicted + spread * q10) AS lo_80, predicted + spread * q90 AS hi_80,
    greatest(0, predicted + spread * q025) AS lo_95, predicted + spread * q975 AS hi_95
  FROM judged
  UNION ALL
  SELECT scope, resource, horizon_days, actual, predicted, 'summed', lo_80, hi_80, lo_95, hi_95 FROM judged
  UNION ALL
  SELECT
    scope, resource, horizon_days, actual, predicted, 'independent',
    predicted - below_80, predicted + above_80, predicted - below_95, predicted + above_95
  FROM judged
),
labelled AS (
  SELECT intervals.*, resource AS label FROM intervals
  UNION ALL SELECT intervals.*, 'all' AS label FROM intervals
)
SELECT
  scope,
  label AS resource,
  horizon_band,
  method,
  CAST(count(*) AS INTEGER) AS days,
  -- Units differ between resources, so across them each total counts as a share of itself.
  100 * avg(abs(CAST(actual AS DOUBLE) - predicted) / NULLIF(actual, 0)) AS mape,
  avg(CASE WHEN actual BETWEEN lo_80 AND hi_80 THEN 1.0 ELSE 0.0 END) AS coverage_80,
  avg(CASE WHEN actual BETWEEN lo_95 AND hi_95 THEN 1.0 ELSE 0.0 END) AS coverage_95,
  100 * avg((CAST(hi_80 AS DOUBLE) - lo_80) / NULLIF(actual, 0)) AS width_80,
  100 * avg((CAST(hi_95 AS DOUBLE) - lo_95) / NULLIF(actual, 0)) AS width_95
FROM labelled
JOIN bands ON horizon_days BETWEEN first_day AND last_day
GROUP BY scope, label, horizon_band, method
