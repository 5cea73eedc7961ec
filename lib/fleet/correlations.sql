-- What moves together: metrics of the same server, kinds of servers, services. Loads are held against the four weeks
-- before and after, so that growth and the season of the year do not make everything look alike; the shape of the week
-- stays in. Sums are of decimals: they do not depend on the order.
WITH relative AS (
  SELECT
    server_id,
    metric,
    date,
    value / nullif(
      avg(value) OVER (
        PARTITION BY server_id, metric ORDER BY date ROWS BETWEEN 28 PRECEDING AND 28 FOLLOWING
      ),
      0
    ) AS load
  FROM observations
  WHERE flag = 'observed'
),
loads AS (
  SELECT server_id, archetype, service, metric, date, CAST(load AS DECIMAL(18, 9)) AS load
  FROM relative
  JOIN servers USING (server_id)
  WHERE load IS NOT NULL
),
-- More services than this fill no page; the largest stand for them.
services AS (
  SELECT service
  FROM (SELECT service, row_number() OVER (ORDER BY count(*) DESC, service) AS place FROM servers GROUP BY service) AS sizes
  WHERE place <= 16
),
daily AS (
  SELECT 'archetype' AS scope, metric, archetype AS member, date, CAST(avg(load) AS DECIMAL(18, 9)) AS load
  FROM loads
  GROUP BY metric, archetype, date
  UNION ALL
  SELECT 'service' AS scope, metric, service AS member, date, CAST(avg(load) AS DECIMAL(18, 9)) AS load
  FROM loads
  JOIN services USING (service)
  GROUP BY metric, service, date
),
-- One row for each server and day with its metrics side by side: pairing rows with rows would cost many times as much.
side_by_side AS (
  SELECT
    server_id,
    date,
    max(CASE WHEN metric = 'cpu_p95' THEN load END) AS cpu,
    max(CASE WHEN metric = 'memory_p95' THEN load END) AS memory,
    max(CASE WHEN metric = 'disk_p95' THEN load END) AS disk,
    max(CASE WHEN metric = 'net_in_p95' THEN load END) AS net_in,
    max(CASE WHEN metric = 'net_out_p95' THEN load END) AS net_out
  FROM loads
  GROUP BY server_id, date
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
  SELECT * FROM (
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
    FROM side_by_side
    CROSS JOIN metric_pairs
  ) AS of_metrics
  WHERE x IS NOT NULL AND y IS NOT NULL
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
