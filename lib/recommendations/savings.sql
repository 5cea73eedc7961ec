-- Savings of the fleet, of each business unit, region and environment, by action and in all.
WITH scoped AS (
  SELECT 'all' AS scope, 'all' AS scope_value, recommendations.* FROM recommendations
  UNION ALL
  SELECT 'business_unit', business_unit, recommendations.*
  FROM recommendations JOIN servers ON servers.server_id = recommendations.server_id
  UNION ALL
  SELECT 'region', region, recommendations.*
  FROM recommendations JOIN servers ON servers.server_id = recommendations.server_id
  UNION ALL
  SELECT 'environment', environment, recommendations.*
  FROM recommendations JOIN servers ON servers.server_id = recommendations.server_id
)
SELECT
  scope,
  scope_value,
  COALESCE(action, 'all') AS action,
  CAST(count(*) AS INTEGER) AS servers,
  sum(usd_per_month) AS usd_per_month,
  sum(saving_low_usd_month) AS saving_low_usd_month,
  sum(saving_expected_usd_month) AS saving_expected_usd_month,
  sum(saving_high_usd_month) AS saving_high_usd_month,
  sum(reserved_low_usd_month) AS reserved_low_usd_month,
  sum(reserved_expected_usd_month) AS reserved_expected_usd_month,
  sum(reserved_high_usd_month) AS reserved_high_usd_month
FROM scoped
GROUP BY GROUPING SETS ((scope, scope_value, action), (scope, scope_value))
