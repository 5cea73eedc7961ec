-- What stood out among the servers of each group that the page of forecasts adds up, day by day: how many were
-- flagged, how many changed their level, and the first few of them by name. As far back as the totals are drawn.
WITH member AS (
  SELECT server_id, 'fleet' AS scope, 'all' AS scope_value FROM servers
  UNION ALL SELECT server_id, 'business_unit', business_unit FROM servers
  UNION ALL SELECT server_id, 'region', region FROM servers
  UNION ALL SELECT server_id, 'archetype', archetype FROM servers
),
found AS (
  SELECT server_id, metric, date, 'flagged' AS finding FROM anomalies WHERE flagged
  UNION ALL SELECT server_id, metric, date, 'changed' FROM changepoints
),
resource_of AS (
  SELECT server_id, date, finding,
    CASE metric WHEN 'cpu_p95' THEN 'vcpu' WHEN 'memory_p95' THEN 'memory_gib' WHEN 'disk_p95' THEN 'disk_gib'
      WHEN 'net_in_p95' THEN 'net_in_mbps' WHEN 'net_out_p95' THEN 'net_out_mbps' END AS resource
  FROM found
)
SELECT scope, scope_value, resource, date, finding, CAST(count(*) AS INTEGER) AS servers,
  array_to_string(list_slice(list_sort(list(server_id)), 1, 3), ', ') AS first_servers
FROM resource_of JOIN member USING (server_id)
WHERE date > (SELECT max(date) FROM telemetry) - 400
GROUP BY scope, scope_value, resource, date, finding
ORDER BY scope, scope_value, resource, date, finding
