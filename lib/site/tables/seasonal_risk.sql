-- What the risk page shows of seasons. In a large fleet only windows in which the threshold can be reached.
SELECT server_id, metric, season, first_date, last_date, breach_80, before_breach_80,
  CASE WHEN :large THEN round(peak_p50, 1) ELSE peak_p50 END AS peak_p50,
  CASE WHEN :large THEN round(peak_p90, 1) ELSE peak_p90 END AS peak_p90
FROM seasonal_risk
WHERE NOT :large OR breach_80 > 0 OR before_breach_80 > 0
ORDER BY server_id, metric, season, first_date
