-- What moves together: metrics of the same server, kinds of servers, services. Loads are held against the four weeks
-- before and after, so that growth and the season of the year do not make everything look alike; the shape of the week
-- stays in. A server's metrics of a day stand side by side in one row, so that no rows need be paired with rows. Sums
-- are of decimals: they do not depend on the order.
WITH measured AS (
  SELECT
    server_id,
    date,
    max(CASE WHEN metric = 'cpu_p95' THEN value END) AS cpu,
    max(CASE WHEN metric = 'memory_p95' THEN value END) AS memory,
    max(CASE WHEN metric = 'disk_p95' THEN value END) AS disk,
    max(CASE WHEN metric = 'net_in_p95' THEN value END) AS net_in,
    max(CASE WHEN metric = 'net_out_p95' THEN value END) AS net_out
  FROM observations
  WHERE flag = 'observed'
  GROUP BY server_id, date
),
relative AS (
  SELECT
    server_id,
    date,
    CAST(cpu / nullif(
      avg(cpu) OVER (PARTITION BY server_id ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING), 0
    ) AS DECIMAL(18, 9)) AS cpu,
    CAST(memory / nullif(
      avg(memory) OVER (PARTITION BY server_id ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING), 0
    ) AS DECIMAL(18, 9)) AS memory,
    CAST(disk / nullif(
      avg(disk) OVER (PARTITION BY server_id ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING), 0
    ) AS DECIMAL(18, 9)) AS disk,
    CAST(net_in / nullif(
      avg(net_in) OVER (PARTITION BY server_id ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING), 0
    ) AS DECIMAL(18, 9)) AS net_in,
    CAST(net_out / nullif(
      avg(net_out) OVER (PARTITION BY server_id ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING), 0
    ) AS DECIMAL(18, 9)) AS net_out
  FROM measured
),
loads AS (
  SELECT archetype, service, date, cpu, memory, disk, net_in, net_out
  FROM relative
  JOIN servers USING (server_id)
),
-- More services than this fill no page; the largest stand for them.
services AS (
  SELECT service
  FROM (SELECT service, row_number() OVER (ORDER BY count(*) DESC, service) AS place FROM servers GROUP BY service) AS sizes
  WHERE place <= 16
),
groups AS (
  SELECT 'archetype' AS scope, archetype AS member, date, avg(cpu) AS cpu, avg(memory) AS memory, avg(disk) AS disk, avg(net_in) AS net_in, avg(net_out) AS net_out
  FROM loads
  GROUP BY archetype, date
  UNION ALL
  SELECT 'service' AS scope, service AS member, date, avg(cpu) AS cpu, avg(memory) AS memory, avg(disk) AS disk, avg(net_in) AS net_in, avg(net_out) AS net_out
  FROM loads
  JOIN services USING (service)
  GROUP BY service, date
),
daily AS (
  SELECT
    scope,
    member,
    date,
    metric,
    CAST(CASE metric
      WHEN 'cpu_p95' THEN cpu WHEN 'memory_p95' THEN memory WHEN 'disk_p95' THEN disk
      WHEN 'net_in_p95' THEN net_in ELSE net_out
    END AS DECIMAL(18, 9)) AS load
  FROM groups
  CROSS JOIN (VALUES ('cpu_p95'), ('memory_p95'), ('disk_p95'), ('net_in_p95'), ('net_out_p95')) AS every (metric)
),
metric_pairs AS (
  SELECT one, other
  FROM (
    VALUES
      ('cpu_p95', 'disk_p95'), ('cpu_p95', 'memory_p95'), ('cpu_p95', 'net_in_p95'), ('cpu_p95', 'net_out_p95'),
      ('disk_p95', 'memory_p95'), ('disk_p95', 'net_in_p95'), ('disk_p95', 'net_out_p95'),
      ('memory_p95', 'net_in_p95'), ('memory_p95', 'net_out_p95'), ('net_in_p95', 'net_out_p95')
  ) AS every (one, other)
),
pairs AS (
  SELECT
    'metric' AS scope,
    'all' AS subject,
    one,
    other,
    date,
    CASE one
      WHEN 'cpu_p95' THEN cpu WHEN 'disk_p95' THEN disk WHEN 'memory_p95' THEN memory ELSE net_in
    END AS x,
    CASE other
      WHEN 'disk_p95' THEN disk WHEN 'memory_p95' THEN memory WHEN 'net_in_p95' THEN net_in ELSE net_out
    END AS y
  FROM loads
  CROSS JOIN metric_pairs
  UNION ALL
  SELECT a.scope, a.metric AS subject, a.member AS one, b.member AS other, a.date, a.load AS x, b.load AS y
  FROM daily AS a
  JOIN daily AS b ON a.scope = b.scope AND a.metric = b.metric AND a.date = b.date AND a.member < b.member
),
sums AS (
  SELECT
    scope,
    subject,
    one,
    other,
    count(*) AS days,
    min(date) AS first_date,
    max(date) AS last_date,
    CAST(sum(x) AS DOUBLE) / CAST(count(*) AS DOUBLE) AS mean_x,
    CAST(sum(y) AS DOUBLE) / CAST(count(*) AS DOUBLE) AS mean_y,
    CAST(sum(x * x) AS DOUBLE) / CAST(count(*) AS DOUBLE) AS mean_xx,
    CAST(sum(y * y) AS DOUBLE) / CAST(count(*) AS DOUBLE) AS mean_yy,
    CAST(sum(x * y) AS DOUBLE) / CAST(count(*) AS DOUBLE) AS mean_xy
  FROM pairs
  WHERE x IS NOT NULL AND y IS NOT NULL
  GROUP BY scope, subject, one, other
)
SELECT
  scope,
  subject,
  one,
  other,
  greatest(-1.0, least(1.0,
    (mean_xy - mean_x * mean_y) / sqrt((mean_xx - mean_x * mean_x) * (mean_yy - mean_y * mean_y))
  )) AS correlation,
  CAST(days AS INTEGER) AS days,
  first_date,
  last_date
FROM sums
-- Below a few days, or where one of them hardly moves, there is nothing to tell.
WHERE days >= 28 AND mean_xx - mean_x * mean_x > 0.000000001 AND mean_yy - mean_y * mean_y > 0.000000001
