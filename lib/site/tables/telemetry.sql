-- What the quality page draws: measured values of the series it offers.
WITH wanted AS (
  SELECT server_id, bool_or(metric = 'cpu_p95') AS cpu, bool_or(metric = 'memory_p95') AS memory,
    bool_or(metric = 'disk_p95') AS disk, bool_or(metric = 'net_in_p95') AS net_in,
    bool_or(metric = 'net_out_p95') AS net_out
  FROM drawn_series GROUP BY server_id
)
SELECT server_id, date, CASE WHEN cpu THEN cpu_p95 END AS cpu_p95,
  CASE WHEN memory THEN memory_p95 END AS memory_p95, CASE WHEN disk THEN disk_p95 END AS disk_p95,
  CASE WHEN net_in THEN net_in_p95 END AS net_in_p95, CASE WHEN net_out THEN net_out_p95 END AS net_out_p95
FROM telemetry JOIN wanted USING (server_id)
WHERE date > (SELECT max(date) FROM telemetry) - 400
ORDER BY server_id, date
