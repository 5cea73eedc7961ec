-- Every reading, or value of one, that broke the data contract, with the rule it broke. Whole readings come under
-- column_name 'all' with the first rule that applies; of the readings that pass, single values are checked.
WITH placed AS (
  SELECT
    readings.*,
    servers.in_service_from,
    -- The delivery with most samples knows the day best; among equals the last one is a correction.
    row_number() OVER deliveries AS place,
    first_value(readings.delivery) OVER deliveries AS best_delivery
  FROM readings
  LEFT JOIN servers ON servers.server_id = readings.server_id
  WINDOW deliveries AS (
    PARTITION BY readings.server_id, readings.date
    ORDER BY readings.samples DESC, readings.delivery DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
judged AS (
  SELECT
    *,
    CASE
      WHEN in_service_from IS NULL THEN 'unknown_server'
      WHEN date < in_service_from THEN 'before_service'
      WHEN place > 1 THEN 'duplicate'
      WHEN samples < :min_samples THEN 'too_few_samples'
    END AS whole_rule
  FROM placed
),
figures AS (
  SELECT server_id, date, delivery, 'cpu_p95' AS column_name, cpu_p95 AS figure, TRUE AS is_pct
  FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'memory_p95', memory_p95, TRUE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'disk_p95', disk_p95, TRUE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'net_in_p95', net_in_p95, FALSE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'net_out_p95', net_out_p95, FALSE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'cpu_max', cpu_max, TRUE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'memory_max', memory_max, TRUE FROM judged WHERE whole_rule IS NULL
  UNION ALL
  SELECT server_id, date, delivery, 'disk_max', disk_max, TRUE FROM judged WHERE whole_rule IS NULL
),
broken AS (
  SELECT
    server_id,
    date,
    delivery,
    column_name,
    figure,
    CASE
      -- Engines disagree on how NaN compares with a number, but in none is it between two.
      WHEN NOT (figure BETWEEN -1.0E300 AND 1.0E300) THEN 'not_finite'
      WHEN figure < 0 THEN 'negative'
      WHEN is_pct AND figure > 100 + :over_capacity_pct THEN 'over_capacity'
      WHEN is_pct AND figure > 100 THEN 'counted_as_full'
    END AS rule
  FROM figures
  WHERE figure IS NOT NULL
)
SELECT
  server_id,
  date,
  delivery,
  column_name,
  CASE WHEN rule <> 'not_finite' THEN figure END AS value,
  rule,
  CASE rule
    WHEN 'not_finite' THEN 'must be a finite number'
    WHEN 'negative' THEN 'must not be negative'
    WHEN 'over_capacity' THEN 'must be at most ' || CAST(100 + :over_capacity_pct AS VARCHAR) || ' % of capacity'
    WHEN 'counted_as_full' THEN 'is above 100 % of capacity: kept as 100'
  END AS reason
FROM broken
WHERE rule IS NOT NULL
UNION ALL
SELECT
  server_id,
  date,
  delivery,
  'all',
  CAST(NULL AS DOUBLE),
  whole_rule,
  CASE whole_rule
    WHEN 'unknown_server' THEN 'must be of a server in the fleet'
    WHEN 'before_service' THEN 'must not be before the first day in service, ' || CAST(in_service_from AS VARCHAR)
    WHEN 'duplicate' THEN 'must be the only one of its day: delivery ' || CAST(best_delivery AS VARCHAR) || ' is kept'
    WHEN 'too_few_samples' THEN
      'must have at least ' || CAST(:min_samples AS VARCHAR) || ' samples, has ' || CAST(samples AS VARCHAR)
  END
FROM judged
WHERE whole_rule IS NOT NULL
