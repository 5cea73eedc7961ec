-- What the risk page shows of each series. In a large fleet figures are rounded to what the page writes, and the
-- reason of each is left to its server's page.
SELECT server_id, metric, level_conservative, level_expected, level_aggressive,
  days_to_80_p10, days_to_80_p50, days_to_80_p90, order_by, overdue, lead_time_days, horizon_days, priority, driver,
  peak_date,
  CASE WHEN :large THEN round(current_p95, 1) ELSE current_p95 END AS current_p95,
  CASE WHEN :large THEN round(peak_p50, 1) ELSE peak_p50 END AS peak_p50,
  CASE WHEN :large THEN round(breach_80_90d, 3) ELSE breach_80_90d END AS breach_80_90d,
  CASE WHEN :large THEN round(sustained_80_90d, 3) ELSE sustained_80_90d END AS sustained_80_90d,
  CASE WHEN :large THEN round(breach_80_horizon, 3) ELSE breach_80_horizon END AS breach_80_horizon,
  CASE WHEN NOT :large THEN reason END AS reason
FROM risk ORDER BY server_id, metric
