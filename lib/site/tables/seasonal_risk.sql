-- What the risk page shows of seasons. In a large fleet of the coming quarter end what can reach the threshold, of
-- holidays what is counted: windows that are riskier or safer than the days before by more than 5 points.
SELECT server_id, metric, season, first_date, last_date, breach_80, before_breach_80,
  CASE WHEN :large THEN round(peak_p50, 1) ELSE peak_p50 END AS peak_p50,
  CASE WHEN :large THEN round(peak_p90, 1) ELSE peak_p90 END AS peak_p90
FROM seasonal_risk
WHERE NOT :large
  OR (season = 'holiday' AND abs(breach_80 - before_breach_80) > 0.05)
  OR (season = 'quarter_end' AND (breach_80 > 0 OR before_breach_80 > 0)
    AND first_date = (SELECT min(first_date) FROM seasonal_risk WHERE season = 'quarter_end'))
ORDER BY server_id, metric, season, first_date
