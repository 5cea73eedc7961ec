-- What kind of day moves the load. A day is held against the four weeks before and after it, so that growth and the
-- season of the year cancel out, and special days are held against ordinary working days of the same servers. The
-- interval takes servers as what was sampled: the days of one server resemble each other, so its share of the error
-- counts as one (Taylor's linearisation of a ratio of means). Sums are of decimals: they do not depend on the order,
-- which differs where memory is short.
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
    server_id,
    archetype,
    metric,
    CAST(load AS DECIMAL(18, 9)) AS load,
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
  SELECT
    server_id,
    metric,
    sum(load) AS load,
    count(*) AS days,
    sum(CASE WHEN is_weekday THEN load END) AS weekday_load,
    count(CASE WHEN is_weekday THEN 1 END) AS weekdays
  FROM days
  WHERE NOT is_holiday AND NOT is_quarter_end
  GROUP BY server_id, metric
),
special AS (
  SELECT server_id, archetype, metric, 'weekday' AS effect, day_of_week AS day, sum(load) AS load, count(*) AS days
  FROM days
  WHERE NOT is_holiday AND NOT is_quarter_end
  GROUP BY server_id, archetype, metric, day_of_week
  UNION ALL
  SELECT server_id, archetype, metric, 'quarter_end' AS effect, 0 AS day, sum(load) AS load, count(*) AS days
  FROM days
  WHERE is_quarter_end AND is_weekday AND NOT is_holiday
  GROUP BY server_id, archetype, metric
  UNION ALL
  SELECT server_id, archetype, metric, 'holiday' AS effect, 0 AS day, sum(load) AS load, count(*) AS days
  FROM days
  WHERE is_holiday AND is_weekday
  GROUP BY server_id, archetype, metric
),
compared AS (
  SELECT
    special.archetype,
    special.metric,
    effect,
    day,
    special.load,
    special.days,
    CASE WHEN effect = 'weekday' THEN ordinary.load ELSE weekday_load END AS base_load,
    CASE WHEN effect = 'weekday' THEN ordinary.days ELSE weekdays END AS base_days
  FROM special
  JOIN ordinary ON special.server_id = ordinary.server_id AND special.metric = ordinary.metric
),
totals AS (
  SELECT
    archetype,
    metric,
    effect,
    day,
    count(*) AS servers,
    CAST(sum(days) AS DOUBLE) AS days,
    CAST(sum(base_days) AS DOUBLE) AS base_days,
    CAST(sum(load) AS DOUBLE) AS load,
    CAST(sum(base_load) AS DOUBLE) AS base_load
  FROM compared
  WHERE base_days > 0
  GROUP BY archetype, metric, effect, day
),
ratios AS (
  SELECT *, load / days AS mean_load, base_load / base_days AS base_mean FROM totals WHERE load > 0 AND base_load > 0
),
-- What each server adds to the error of the ratio, relative to the ratio.
parts AS (
  SELECT
    ratios.archetype,
    ratios.metric,
    ratios.effect,
    ratios.day,
    (CAST(compared.load AS DOUBLE) - mean_load * CAST(compared.days AS DOUBLE)) / ratios.load -
      (CAST(compared.base_load AS DOUBLE) - base_mean * CAST(compared.base_days AS DOUBLE)) / ratios.base_load AS part
  FROM ratios
  JOIN compared
    ON ratios.archetype = compared.archetype AND ratios.metric = compared.metric
    AND ratios.effect = compared.effect AND ratios.day = compared.day
  WHERE compared.base_days > 0
),
errors AS (
  SELECT archetype, metric, effect, day, CAST(sum(CAST(part * part AS DECIMAL(30, 18))) AS DOUBLE) AS squares
  FROM parts
  GROUP BY archetype, metric, effect, day
),
measured AS (
  SELECT
    ratios.archetype,
    ratios.metric,
    ratios.effect,
    CAST(ratios.day AS INTEGER) AS day,
    mean_load / base_mean AS ratio,
    -- Three servers are the fewest whose scatter says anything; the factor is Student's for 95 % by its expansion in
    -- the degrees of freedom (Abramowitz & Stegun 26.7.5).
    CASE WHEN servers >= 3 THEN
      sqrt(squares * CAST(servers AS DOUBLE) / CAST(servers - 1 AS DOUBLE)) * (
        1.959963985 + 2.372271 / CAST(servers - 1 AS DOUBLE) + 2.822499 / CAST((servers - 1) * (servers - 1) AS DOUBLE)
          + 2.555850 / CAST((servers - 1) * (servers - 1) * (servers - 1) AS DOUBLE)
      )
    END AS reach,
    servers,
    days
  FROM ratios
  JOIN errors
    ON ratios.archetype = errors.archetype AND ratios.metric = errors.metric
    AND ratios.effect = errors.effect AND ratios.day = errors.day
)
SELECT
  archetype,
  metric,
  effect,
  day,
  ratio - 1 AS change,
  ratio * (1 - reach) - 1 AS lo_95,
  ratio * (1 + reach) - 1 AS hi_95,
  CAST(servers AS INTEGER) AS servers,
  CAST(days AS INTEGER) AS server_days
FROM measured
