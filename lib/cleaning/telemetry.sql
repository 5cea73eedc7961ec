-- One row per server and day from its first day in service to the last day with an accepted reading of any server.
-- Which readings and values are accepted is decided in quarantine.sql; here they only take their places.
WITH accepted AS (
  SELECT readings.*
  FROM readings
  LEFT JOIN quarantine
    ON quarantine.server_id = readings.server_id
    AND quarantine.date = readings.date
    AND quarantine.delivery = readings.delivery
    AND quarantine.column_name = 'all'
  WHERE quarantine.server_id IS NULL
),
last_day AS (
  SELECT max(date) AS as_of FROM accepted
),
days AS (
  SELECT servers.server_id, calendar.date
  FROM servers
  CROSS JOIN last_day
  JOIN calendar
    ON calendar.region = servers.region
    AND calendar.date BETWEEN servers.in_service_from AND last_day.as_of
)
SELECT
  days.server_id,
  days.date,
  CASE WHEN cpu_p95 BETWEEN 0 AND 100 + :over_capacity_pct THEN least(cpu_p95, 100) END AS cpu_p95,
  CASE WHEN memory_p95 BETWEEN 0 AND 100 + :over_capacity_pct THEN least(memory_p95, 100) END AS memory_p95,
  CASE WHEN disk_p95 BETWEEN 0 AND 100 + :over_capacity_pct THEN least(disk_p95, 100) END AS disk_p95,
  CASE WHEN net_in_p95 BETWEEN 0 AND 1.0E300 THEN net_in_p95 END AS net_in_p95,
  CASE WHEN net_out_p95 BETWEEN 0 AND 1.0E300 THEN net_out_p95 END AS net_out_p95,
  CASE WHEN cpu_max BETWEEN 0 AND 100 + :over_capacity_pct THEN least(cpu_max, 100) END AS cpu_max,
  CASE WHEN memory_max BETWEEN 0 AND 100 + :over_capacity_pct THEN least(memory_max, 100) END AS memory_max,
  CASE WHEN disk_max BETWEEN 0 AND 100 + :over_capacity_pct THEN least(disk_max, 100) END AS disk_max,
  CAST(coalesce(accepted.samples, 0) AS INTEGER) AS samples
FROM days
LEFT JOIN accepted
  ON accepted.server_id = days.server_id
  AND accepted.date = days.date
