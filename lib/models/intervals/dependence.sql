-- Lag-1 autocorrelation of the selected model's backtest errors, around zero: an error that stays counts as lasting.
-- A series' own estimate is drawn towards that of its metric by so many prior days.
WITH errors AS (
  SELECT
    predictions.server_id, predictions.metric, date,
    CAST(actual AS DOUBLE) - predicted AS error,
    CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS scale,
    LAG(CAST(actual AS DOUBLE) - predicted) OVER run AS error_before,
    LAG(date) OVER run AS date_before
  FROM predictions
  JOIN selection
    ON selection.server_id = predictions.server_id AND selection.metric = predictions.metric
    AND selection.model = predictions.model
  WHERE actual IS NOT NULL
  WINDOW run AS (PARTITION BY predictions.server_id, predictions.metric, predictions.cutoff ORDER BY date)
),
series AS (
  SELECT
    server_id, metric,
    count(*) AS pairs,
    sum(error * error_before) AS together,
    sum(error * error + error_before * error_before) / 2 AS apart,
    sum(error * error_before / (scale * scale)) AS scaled_together,
    sum((error * error + error_before * error_before) / (2 * scale * scale)) AS scaled_apart
  FROM errors
  WHERE date = date_before + INTERVAL '1' DAY
  GROUP BY server_id, metric
),
common AS (
  SELECT metric, sum(scaled_together) / NULLIF(sum(scaled_apart), 0) AS autocorrelation
  FROM series
  GROUP BY metric
),
anywhere AS (
  SELECT sum(scaled_together) / NULLIF(sum(scaled_apart), 0) AS autocorrelation FROM series
)
SELECT
  selection.server_id,
  selection.metric,
  CAST(COALESCE(pairs, 0) AS INTEGER) AS residual_days,
  CASE
    WHEN apart > 0 THEN (
      pairs * (together / apart) + :prior_days * COALESCE(common.autocorrelation, anywhere.autocorrelation, 0)
    ) / (pairs + :prior_days)
    ELSE COALESCE(common.autocorrelation, anywhere.autocorrelation, 0)
  END AS autocorrelation
FROM selection
LEFT JOIN series ON series.server_id = selection.server_id AND series.metric = selection.metric
LEFT JOIN common ON common.metric = selection.metric
CROSS JOIN anywhere
WHERE selection.model <> 'none'
