-- Past forecasts of totals: at each cutoff by the models that would have been chosen then, with the intervals that were
-- known then. Models chosen later would look too good on days they were chosen by.
WITH chosen AS (
  SELECT
    choices.server_id, choices.metric, choices.model, choices.known_at,
    business_unit, region, archetype, resource, per_unit,
    CASE WHEN choices.metric IN ('cpu_p95', 'memory_p95', 'disk_p95') THEN 100 ELSE 1e12 END AS most
  FROM choices
  JOIN servers ON servers.server_id = choices.server_id
  JOIN resources ON resources.server_id = choices.server_id AND resources.metric = choices.metric
  WHERE per_unit IS NOT NULL
),
-- OFFSET 0 keeps nothing back: without it the planner first joins the choices with all their days of calibration,
-- millions of rows in a large fleet.
picked AS (
  SELECT
    predictions.metric, predictions.model, business_unit, region, archetype, resource, per_unit, most,
    cutoff, date, predictions.horizon_days, actual, predicted, scale
  FROM predictions
  JOIN chosen
    ON chosen.server_id = predictions.server_id AND chosen.metric = predictions.metric
    AND chosen.model = predictions.model AND chosen.known_at = predictions.cutoff
  WHERE actual IS NOT NULL AND scale IS NOT NULL
  OFFSET 0
),
forecast AS (
  SELECT
    business_unit, region, archetype, resource, per_unit,
    cutoff, date, picked.horizon_days,
    CAST(actual AS DOUBLE) AS actual,
    CAST(predicted AS DOUBLE) AS predicted,
    greatest(0, least(most, predicted + scale * q10)) AS lo_80,
    greatest(0, least(most, predicted + scale * q90)) AS hi_80,
    greatest(0, least(most, predicted + scale * q025)) AS lo_95,
    greatest(0, least(most, predicted + scale * q975)) AS hi_95
  FROM picked
  JOIN calibration
    ON calibration.metric = picked.metric AND calibration.model = picked.model
    AND calibration.known_at = picked.cutoff AND calibration.horizon_days = picked.horizon_days
),
-- Servers alike in all that totals are made by, first: a large fleet has few such cells.
cells AS (
  SELECT
    business_unit, region, archetype, resource, cutoff, date, horizon_days,
    count(*) AS servers,
    sum(per_unit * actual) AS actual,
    sum(per_unit * predicted) AS predicted,
    sum(per_unit * per_unit * (actual - predicted) * (actual - predicted)) AS own_errors,
    sum(per_unit * (hi_80 - lo_80) / 2) AS together,
    sum(per_unit * per_unit * (hi_80 - lo_80) * (hi_80 - lo_80) / 4) AS apart,
    sum(per_unit * lo_80) AS lo_80,
    sum(per_unit * hi_80) AS hi_80,
    sum(per_unit * lo_95) AS lo_95,
    sum(per_unit * hi_95) AS hi_95,
    sum(per_unit * per_unit * (predicted - lo_80) * (predicted - lo_80)) AS below_80,
    sum(per_unit * per_unit * (hi_80 - predicted) * (hi_80 - predicted)) AS above_80,
    sum(per_unit * per_unit * (predicted - lo_95) * (predicted - lo_95)) AS below_95,
    sum(per_unit * per_unit * (hi_95 - predicted) * (hi_95 - predicted)) AS above_95
  FROM forecast
  GROUP BY business_unit, region, archetype, resource, cutoff, date, horizon_days
),
scoped AS (
  SELECT 'fleet' AS scope, 'all' AS scope_value, cells.* FROM cells
  UNION ALL SELECT 'business_unit', business_unit, cells.* FROM cells
  UNION ALL SELECT 'region', region, cells.* FROM cells
  UNION ALL SELECT 'archetype', archetype, cells.* FROM cells
)
SELECT
  scope, scope_value, resource, cutoff, date, horizon_days,
  CAST(sum(servers) AS INTEGER) AS servers,
  sum(actual) AS actual,
  sum(predicted) AS predicted,
  sqrt(sum(own_errors)) AS own_errors,
  sum(together) AS spread_together,
  sqrt(sum(apart)) AS spread_apart,
  sum(lo_80) AS lo_80,
  sum(hi_80) AS hi_80,
  sum(lo_95) AS lo_95,
  sum(hi_95) AS hi_95,
  sqrt(sum(below_80)) AS below_80,
  sqrt(sum(above_80)) AS above_80,
  sqrt(sum(below_95)) AS below_95,
  sqrt(sum(above_95)) AS above_95
FROM scoped
GROUP BY scope, scope_value, resource, cutoff, date, horizon_days
