-- What the quality page shows of each series. In a large fleet series without a fault have no reason.
SELECT server_id, metric, verdict, days_expected, days_present, missing_pct, observed_pct, longest_gap,
  flatline_days, duplicates, out_of_range, outliers,
  CASE WHEN NOT :large OR verdict <> 'assessed' THEN reason END AS reason
FROM quality ORDER BY server_id, metric
