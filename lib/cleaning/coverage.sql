-- Days of each series by month and by how their value came about.
SELECT
  server_id,
  metric,
  CAST(date_trunc('month', date) AS DATE) AS month,
  CAST(count(*) AS INTEGER) AS days,
  CAST(sum(CASE WHEN flag = 'observed' THEN 1 ELSE 0 END) AS INTEGER) AS observed,
  CAST(sum(CASE WHEN flag = 'capped' THEN 1 ELSE 0 END) AS INTEGER) AS capped,
  CAST(sum(CASE WHEN flag = 'imputed' THEN 1 ELSE 0 END) AS INTEGER) AS imputed,
  CAST(sum(CASE WHEN flag = 'missing' THEN 1 ELSE 0 END) AS INTEGER) AS missing
FROM observations
GROUP BY server_id, metric, CAST(date_trunc('month', date) AS DATE)
