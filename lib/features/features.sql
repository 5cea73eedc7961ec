-- What a global model may know of each day on its morning. Observations hold one row per day, so that rows before
-- are days before; every frame ends the day before.
WITH known AS (
  SELECT
    server_id,
    metric,
    date,
    -- A filled day is good enough to look back on, but no target to learn from.
    CASE WHEN flag IN ('observed', 'capped') THEN value END AS y,
    lag(value, 1) OVER series AS lag_1,
    lag(value, 3) OVER series AS lag_3,
    lag(value, 7) OVER series AS lag_7,
    lag(value, 14) OVER series AS lag_14,
    lag(value, 30) OVER series AS lag_30,
    count(value) OVER before_7 AS n_7,
    count(value) OVER before_30 AS n_30,
    count(value) OVER before_90 AS n_90,
    avg(value) OVER before_7 AS mean_7,
    avg(value) OVER before_30 AS mean_30,
    avg(value) OVER before_90 AS mean_90,
    stddev_samp(value) OVER before_7 AS sd_7,
    stddev_samp(value) OVER before_30 AS sd_30,
    stddev_samp(value) OVER before_90 AS sd_90
  FROM observations
  WINDOW
    series AS (PARTITION BY server_id, metric ORDER BY date),
    before_7 AS (PARTITION BY server_id, metric ORDER BY date ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING),
    before_30 AS (PARTITION BY server_id, metric ORDER BY date ROWS BETWEEN 30 PRECEDING AND 1 PRECEDING),
    before_90 AS (PARTITION BY server_id, metric ORDER BY date ROWS BETWEEN 90 PRECEDING AND 1 PRECEDING)
)
SELECT
  known.server_id,
  known.metric,
  known.date,
  CAST(y AS REAL) AS y,
  CAST(lag_1 AS REAL) AS lag_1,
  CAST(lag_3 AS REAL) AS lag_3,
  CAST(lag_7 AS REAL) AS lag_7,
  CAST(lag_14 AS REAL) AS lag_14,
  CAST(lag_30 AS REAL) AS lag_30,
  CAST(CASE WHEN n_7 >= 7 * :min_window_share THEN mean_7 END AS REAL) AS mean_7,
  CAST(CASE WHEN n_30 >= 30 * :min_window_share THEN mean_30 END AS REAL) AS mean_30,
  CAST(CASE WHEN n_90 >= 90 * :min_window_share THEN mean_90 END AS REAL) AS mean_90,
  CAST(CASE WHEN n_7 >= 7 * :min_window_share THEN sd_7 END AS REAL) AS sd_7,
  CAST(CASE WHEN n_30 >= 30 * :min_window_share THEN sd_30 END AS REAL) AS sd_30,
  CAST(CASE WHEN n_90 >= 90 * :min_window_share THEN sd_90 END AS REAL) AS sd_90,
  calendar.day_of_week,
  CAST(extract(DOY FROM known.date) AS INTEGER) AS day_of_year,
  CAST(date_diff('day', servers.in_service_from, known.date) AS INTEGER) AS days_in_service,
  calendar.is_weekend,
  calendar.is_holiday,
  calendar.is_month_end,
  calendar.is_quarter_end,
  calendar.days_to_quarter_end,
  servers.business_unit,
  servers.region,
  servers.criticality,
  servers.archetype,
  servers.vcpu
FROM known
JOIN servers ON servers.server_id = known.server_id
JOIN calendar ON calendar.region = servers.region AND calendar.date = known.date
