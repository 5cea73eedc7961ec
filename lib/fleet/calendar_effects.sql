-- What kind of day moves the load. A day is held against the four weeks before and after it, so that growth and the
-- season of the year cancel out, and special days are held against ordinary working days. Means are of decimals: their
-- sum does not depend on the order, which differs where memory is short.
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
days AS (
  SELECT
    archetype,
    metric,
    load,
    day_of_week,
    is_holiday,
    is_quarter_end,
    NOT is_weekend AS is_weekday
  FROM relative
  JOIN servers USING (server_id)
  JOIN calendar USING (region, date)
  WHERE load IS NOT NULL
),
ordinary AS (
  SELECT archetype, metric, avg(CAST(load AS DECIMAL(18, 9))) AS load, avg(CAST(CASE WHEN is_weekday THEN load END AS DECIMAL(18, 9))) AS weekday_load
  FROM days
  WHERE NOT is_holiday AND NOT is_quarter_end
  GROUP BY archetype, metric
),
special AS (
  SELECT archetype, metric, 'weekday' AS effect, day_of_week AS day, avg(CAST(load AS DECIMAL(18, 9))) AS load, count(*) AS server_days
  FROM days
  WHERE NOT is_holiday AND NOT is_quarter_end
  GROUP BY archetype, metric, day_of_week
  UNION ALL
  SELECT archetype, metric, 'quarter_end' AS effect, 0 AS day, avg(CAST(load AS DECIMAL(18, 9))) AS load, count(*) AS server_days
  FROM days
  WHERE is_quarter_end AND is_weekday AND NOT is_holiday
  GROUP BY archetype, metric
  UNION ALL
  SELECT archetype, metric, 'holiday' AS effect, 0 AS day, avg(CAST(load AS DECIMAL(18, 9))) AS load, count(*) AS server_days
  FROM days
  WHERE is_holiday AND is_weekday
  GROUP BY archetype, metric
)
SELECT
  special.archetype,
  special.metric,
  effect,
  CAST(day AS INTEGER) AS day,
  CAST(special.load AS DOUBLE) /
    CAST(CASE WHEN effect = 'weekday' THEN ordinary.load ELSE weekday_load END AS DOUBLE) - 1 AS change,
  CAST(server_days AS INTEGER) AS server_days
FROM special
JOIN ordinary ON special.archetype = ordinary.archetype AND special.metric = ordinary.metric
WHERE CASE WHEN effect = 'weekday' THEN ordinary.load ELSE weekday_load END > 0
