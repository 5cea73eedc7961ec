-- What the recommendations page shows. In a large fleet evidence and what was rejected are left to each server's
-- page.
SELECT server_id, action, instance_from, instance_to, target, saving_expected_usd_month, saving_low_usd_month,
  saving_high_usd_month, usd_per_month, confidence, earliest_date, reason,
  CASE WHEN NOT :large THEN evidence END AS evidence, CASE WHEN NOT :large THEN rejected END AS rejected
FROM recommendations ORDER BY server_id
