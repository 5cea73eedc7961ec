-- Load of each kind of server by week. Quantiles are exact, which Athena has no function for.
SELECT
  archetype,
  metric,
  CAST(date_trunc('week', date) AS DATE) AS week,
  CAST(count(DISTINCT server_id) AS INTEGER) AS servers,
  CAST(avg(CAST(value AS DECIMAL(18, 6))) AS DOUBLE) AS mean,
  quantile_cont(value, 0.1) AS p10,
  quantile_cont(value, 0.9) AS p90
FROM observations
JOIN servers USING (server_id)
WHERE value IS NOT NULL
GROUP BY archetype, metric, CAST(date_trunc('week', date) AS DATE)
-- A week cut short by the first or last day would not be like the others.
HAVING count(DISTINCT date) = 7
