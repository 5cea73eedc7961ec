-- What the clusters page shows; in a large fleet rounded to what it writes.
SELECT server_id, cluster, label, outlier, reason,
  CASE WHEN :large THEN round(silhouette, 2) ELSE silhouette END AS silhouette,
  CASE WHEN :large THEN round(distance, 2) ELSE distance END AS distance,
  CASE WHEN :large THEN round(cpu_p95, 1) ELSE cpu_p95 END AS cpu_p95,
  CASE WHEN :large THEN round(memory_p95, 1) ELSE memory_p95 END AS memory_p95,
  CASE WHEN :large THEN round(disk_p95, 1) ELSE disk_p95 END AS disk_p95
FROM clusters ORDER BY server_id
