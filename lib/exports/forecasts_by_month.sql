-- The daily forecasts of each series by calendar month: what a spreadsheet can hold and a planner reads.
SELECT
  server_id,
  metric,
  CAST(date_trunc('month', date) AS DATE) AS month,
  min(date) AS first_date,
  CAST(count(*) AS INTEGER) AS days,
  CASE WHEN metric IN ('net_in_p95', 'net_out_p95') THEN 'Mbit/s' ELSE '%' END AS unit,
  min(model) AS model,
  avg(CAST(p50 AS DOUBLE)) AS mean_p50,
  max(p10) AS peak_p10,
  max(p50) AS peak_p50,
  max(p90) AS peak_p90
FROM forecasts
GROUP BY server_id, metric, CAST(date_trunc('month', date) AS DATE)
