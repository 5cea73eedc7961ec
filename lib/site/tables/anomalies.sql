-- What the quality page shows of days that stood out: lately, and in the series it draws. Of a large fleet's other
-- days, those beyond the budget are only counted.
WITH latest AS (SELECT max(date) AS date FROM telemetry),
shown AS (
  SELECT anomalies.*, drawn_series.metric IS NOT NULL OR flagged OR NOT :large AS told
  FROM anomalies LEFT JOIN drawn_series
    ON anomalies.server_id = drawn_series.server_id AND anomalies.metric = drawn_series.metric
  WHERE date > (SELECT date FROM latest) - 400
    AND (drawn_series.metric IS NOT NULL OR date > (SELECT date FROM latest) - :recent_days)
)
SELECT server_id, metric, date, flagged, CASE WHEN told THEN value END AS value,
  CASE WHEN told THEN score END AS score, CASE WHEN told THEN method END AS method,
  CASE WHEN told THEN direction END AS direction, CASE WHEN told THEN explanation END AS explanation
FROM shown ORDER BY server_id, metric, date
