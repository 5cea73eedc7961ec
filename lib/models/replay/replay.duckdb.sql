-- The forecasts made at each scored cutoff, a row per series, cutoff and model: the days of one forecast in one text, so
-- that a page can fetch a single series. Only DuckDB writes lists as JSON. Servers first in the order of action.
WITH shown AS (
  SELECT servers.server_id
  FROM servers
  LEFT JOIN server_risk ON server_risk.server_id = servers.server_id
  ORDER BY server_risk.priority NULLS LAST, servers.server_id
  LIMIT :servers
)
SELECT
  backtest.server_id,
  backtest.metric,
  backtest.cutoff,
  backtest.model,
  coalesce(backtest.model = choices.model, false) AS chosen,
  any_value(scale) AS scale,
  CAST(count(actual) AS INTEGER) AS days,
  avg(abs(CAST(predicted AS DOUBLE) - actual)) AS mae,
  CAST(count(CASE WHEN actual BETWEEN lo_80 AND hi_80 THEN 1 END) AS DOUBLE)
    / NULLIF(count(CASE WHEN lo_80 IS NOT NULL THEN actual END), 0) AS coverage_80,
  CAST(count(CASE WHEN actual BETWEEN lo_95 AND hi_95 THEN 1 END) AS DOUBLE)
    / NULLIF(count(CASE WHEN lo_95 IS NOT NULL THEN actual END), 0) AS coverage_95,
  CAST(to_json(list(round(CAST(predicted AS DOUBLE), 1) ORDER BY horizon_days)) AS VARCHAR) AS predicted
FROM backtest
JOIN shown ON shown.server_id = backtest.server_id
LEFT JOIN choices
  ON choices.server_id = backtest.server_id AND choices.metric = backtest.metric
  AND choices.known_at = backtest.cutoff
GROUP BY backtest.server_id, backtest.metric, backtest.cutoff, backtest.model, choices.model
