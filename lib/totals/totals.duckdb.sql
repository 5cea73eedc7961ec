-- What groups of servers used and will need. A server counts from its first value on; a day it missed counts with its
-- last value on the same weekday. In Trino IGNORE NULLS stands behind the bracket of LAST_VALUE.
WITH covered AS (
  SELECT DISTINCT forecasts.server_id, forecasts.metric, resource, per_unit, capacity, business_unit, region, archetype
  FROM forecasts
  JOIN resources ON resources.server_id = forecasts.server_id AND resources.metric = forecasts.metric
  JOIN servers ON servers.server_id = forecasts.server_id
  WHERE per_unit IS NOT NULL
),
past AS (
  SELECT
    observations.server_id, observations.metric, date, value,
    COALESCE(value, LAST_VALUE(value IGNORE NULLS) OVER (
      PARTITION BY observations.server_id, observations.metric, isodow(date)
      ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )) AS used
  FROM observations
),
days AS (
  SELECT
    business_unit, region, archetype, resource, date, capacity,
    per_unit * used AS used,
    CASE WHEN value IS NULL THEN 1 ELSE 0 END AS filled,
    CAST(NULL AS DOUBLE) AS mean,
    CAST(NULL AS DOUBLE) AS spread
  FROM past
  JOIN covered ON covered.server_id = past.server_id AND covered.metric = past.metric
  WHERE used IS NOT NULL
  UNION ALL
  SELECT
    business_unit, region, archetype, resource, date, capacity,
    NULL, 0, per_unit * mean, per_unit * (CAST(p90 AS DOUBLE) - p10) / 2
  FROM forecasts
  JOIN covered ON covered.server_id = forecasts.server_id AND covered.metric = forecasts.metric
),
cells AS (
  SELECT
    business_unit, region, archetype, resource, date,
    count(*) AS servers,
    count(capacity) AS sized,
    sum(filled) AS filled,
    sum(capacity) AS capacity,
    sum(used) AS used,
    sum(mean) AS mean,
    sum(spread) AS together,
    sum(spread * spread) AS apart
  FROM days
  GROUP BY business_unit, region, archetype, resource, date
),
scoped AS (
  SELECT 'fleet' AS scope, 'all' AS scope_value, cells.* FROM cells
  UNION ALL SELECT 'business_unit', business_unit, cells.* FROM cells
  UNION ALL SELECT 'region', region, cells.* FROM cells
  UNION ALL SELECT 'archetype', archetype, cells.* FROM cells
),
summed AS (
  SELECT
    scope, scope_value, resource, date,
    sum(servers) AS servers,
    sum(filled) AS filled,
    CASE WHEN sum(sized) = sum(servers) THEN sum(capacity) END AS capacity,
    sum(used) AS used,
    sum(mean) AS mean,
    sum(together) AS together,
    sum(apart) AS apart
  FROM scoped
  GROUP BY scope, scope_value, resource, date
),
members AS (
  SELECT 'fleet' AS scope, 'all' AS scope_value, server_id FROM servers
  UNION ALL SELECT 'business_unit', business_unit, server_id FROM servers
  UNION ALL SELECT 'region', region, server_id FROM servers
  UNION ALL SELECT 'archetype', archetype, server_id FROM servers
),
left_out AS (
  SELECT scope, scope_value, resources.resource, count(*) - count(covered.server_id) AS servers_left_out
  FROM members
  JOIN resources ON resources.server_id = members.server_id
  LEFT JOIN covered ON covered.server_id = resources.server_id AND covered.metric = resources.metric
  GROUP BY scope, scope_value, resources.resource
),
known AS (
  SELECT * FROM totals_calibration WHERE known_at = (SELECT max(known_at) FROM totals_calibration)
),
spreads AS (
  SELECT
    summed.*, servers_left_out, q025, q10, q90, q975,
    -- A percentage ends at 100, so a total of percentages ends at the capacity; a network rate has no such end.
    CASE WHEN summed.resource IN ('vcpu', 'memory_gib', 'disk_gib') THEN capacity ELSE 1e12 END AS most,
    CASE WHEN q10 IS NOT NULL AND mean IS NOT NULL
      THEN sqrt((1 - correlation) * apart + correlation * together * together) END AS spread
  FROM summed
  JOIN left_out
    ON left_out.scope = summed.scope AND left_out.scope_value = summed.scope_value
    AND left_out.resource = summed.resource
  LEFT JOIN known ON known.scope = summed.scope AND known.resource = summed.resource
)
SELECT
  scope,
  scope_value,
  resource,
  date,
  CAST(servers AS INTEGER) AS servers,
  CAST(filled AS INTEGER) AS servers_filled,
  CAST(servers_left_out AS INTEGER) AS servers_left_out,
  capacity,
  CASE WHEN CAST(filled AS DOUBLE) / servers <= :max_filled_share THEN used END AS observed,
  mean,
  -- In DuckDB least and greatest pass over nulls, so nothing known must be told apart first.
  CASE WHEN spread IS NOT NULL THEN greatest(0, least(most, mean + spread * q10)) END AS lo_80,
  CASE WHEN spread IS NOT NULL THEN greatest(0, least(most, mean + spread * q90)) END AS hi_80,
  CASE WHEN spread IS NOT NULL THEN greatest(0, least(most, mean + spread * q025)) END AS lo_95,
  CASE WHEN spread IS NOT NULL THEN greatest(0, least(most, mean + spread * q975)) END AS hi_95
FROM spreads
