-- How often what happened lay below each quantile that was forecast, by metric, days ahead and model: the calibration
-- plot. "selected" is the model that would have been chosen at each cutoff. Quantiles are those known at the cutoff.
WITH days AS (
  SELECT
    backtest.server_id, backtest.metric, backtest.model, backtest.cutoff, backtest.horizon_days,
    -- No load is below zero, and neither is a bound.
    CASE WHEN actual <= greatest(0, predicted + scale * q025) THEN 1 ELSE 0 END AS below_025,
    CASE WHEN actual <= greatest(0, predicted + scale * q05) THEN 1 ELSE 0 END AS below_05,
    CASE WHEN actual <= greatest(0, predicted + scale * q10) THEN 1 ELSE 0 END AS below_10,
    CASE WHEN actual <= greatest(0, predicted + scale * q50) THEN 1 ELSE 0 END AS below_50,
    CASE WHEN actual <= greatest(0, predicted + scale * q90) THEN 1 ELSE 0 END AS below_90,
    CASE WHEN actual <= greatest(0, predicted + scale * q95) THEN 1 ELSE 0 END AS below_95,
    CASE WHEN actual <= greatest(0, predicted + scale * q975) THEN 1 ELSE 0 END AS below_975
  FROM backtest
  JOIN calibration
    ON calibration.metric = backtest.metric AND calibration.model = backtest.model
    AND calibration.known_at = backtest.cutoff AND calibration.horizon_days = backtest.horizon_days
  WHERE actual IS NOT NULL AND scale IS NOT NULL
),
sums AS (
  SELECT
    server_id, metric, model, cutoff,
    CASE WHEN horizon_days <= 30 THEN '1-30' WHEN horizon_days <= 90 THEN '31-90' ELSE '91-180' END AS horizon_band,
    count(*) AS days,
    sum(below_025) AS below_025, sum(below_05) AS below_05, sum(below_10) AS below_10, sum(below_50) AS below_50,
    sum(below_90) AS below_90, sum(below_95) AS below_95, sum(below_975) AS below_975
  FROM days
  GROUP BY
    server_id, metric, model, cutoff,
    CASE WHEN horizon_days <= 30 THEN '1-30' WHEN horizon_days <= 90 THEN '31-90' ELSE '91-180' END
),
labelled AS (
  SELECT model AS label, sums.* FROM sums
  UNION ALL
  SELECT 'selected' AS label, sums.*
  FROM sums
  JOIN choices
    ON choices.server_id = sums.server_id AND choices.metric = sums.metric AND choices.model = sums.model
    AND choices.known_at = sums.cutoff
),
banded AS (
  SELECT label, metric, horizon_band, days, below_025, below_05, below_10, below_50, below_90, below_95, below_975
  FROM labelled
  UNION ALL
  SELECT label, metric, 'all', days, below_025, below_05, below_10, below_50, below_90, below_95, below_975
  FROM labelled
),
grouped AS (
  SELECT
    metric, horizon_band, label, sum(days) AS days,
    sum(below_025) AS below_025, sum(below_05) AS below_05, sum(below_10) AS below_10, sum(below_50) AS below_50,
    sum(below_90) AS below_90, sum(below_95) AS below_95, sum(below_975) AS below_975
  FROM banded
  GROUP BY metric, horizon_band, label
),
levels AS (
  SELECT metric, horizon_band, label, days, 0.025 AS quantile, below_025 AS below FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.05, below_05 FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.1, below_10 FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.5, below_50 FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.9, below_90 FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.95, below_95 FROM grouped
  UNION ALL SELECT metric, horizon_band, label, days, 0.975, below_975 FROM grouped
)
SELECT
  metric,
  horizon_band,
  label AS model,
  CAST(quantile AS DOUBLE) AS quantile,
  CAST(days AS INTEGER) AS days,
  CAST(below AS DOUBLE) / CAST(days AS DOUBLE) AS share_below
FROM levels
