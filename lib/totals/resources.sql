-- What one unit of each metric is in units that add up over servers. Percent of capacity becomes vCPU and GiB.
SELECT server_id, 'cpu_p95' AS metric, 'vcpu' AS resource,
  CAST(vcpu AS DOUBLE) / 100 AS per_unit, CAST(vcpu AS DOUBLE) AS capacity
FROM servers
UNION ALL
SELECT server_id, 'memory_p95', 'memory_gib', memory_gib / 100, memory_gib FROM servers
UNION ALL
SELECT server_id, 'disk_p95', 'disk_gib', disk_gib / 100, disk_gib FROM servers
UNION ALL
SELECT server_id, 'net_in_p95', 'net_in_mbps', 1, network_mbps FROM servers
UNION ALL
SELECT server_id, 'net_out_p95', 'net_out_mbps', 1, network_mbps FROM servers
