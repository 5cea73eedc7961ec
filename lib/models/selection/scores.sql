-- Mean errors of each model on each series, from outcomes known by each cutoff and by the end of telemetry.
-- Errors are added as decimals: their sum does not depend on the order, which differs where memory is short.
WITH known AS (
  SELECT DISTINCT cutoff AS known_at FROM predictions
  UNION
  SELECT max(date) AS known_at FROM predictions
),
-- Each day becomes part of what is known at the first such date on or after it.
first_known AS (
  SELECT days.date, min(known.known_at) AS known_from
  FROM (SELECT DISTINCT date FROM predictions) AS days
  JOIN known ON known.known_at >= days.date
  GROUP BY days.date
  -- Never reached: without it the planner takes these few days for billions, and keeps all predictions in memory.
  LIMIT 1000000
),
learnt AS (
  SELECT
    predictions.server_id, predictions.metric, predictions.model, predictions.cutoff, first_known.known_from,
    count(*) AS days,
    sum(CAST(abs(CAST(actual AS DOUBLE) - predicted) AS DECIMAL(18, 6))) AS absolute,
    sum(CAST(abs(CAST(actual AS DOUBLE) - predicted) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS DECIMAL(18, 6))) AS scaled
  FROM predictions
  JOIN first_known ON first_known.date = predictions.date
  WHERE actual IS NOT NULL
  GROUP BY predictions.server_id, predictions.metric, predictions.model, predictions.cutoff, first_known.known_from
)
SELECT
  learnt.server_id,
  learnt.metric,
  known.known_at,
  learnt.model,
  CAST(count(DISTINCT learnt.cutoff) AS INTEGER) AS cutoffs,
  CAST(sum(learnt.days) AS INTEGER) AS days,
  CAST(sum(learnt.absolute) AS DOUBLE) / CAST(sum(learnt.days) AS DOUBLE) AS mae,
  -- A cutoff without scale has no scaled error: then the series has no MASE either.
  CASE WHEN count(learnt.scaled) = count(*) THEN CAST(sum(learnt.scaled) AS DOUBLE) / CAST(sum(learnt.days) AS DOUBLE) END AS mase
FROM learnt
JOIN known ON learnt.known_from <= known.known_at
GROUP BY learnt.server_id, learnt.metric, known.known_at, learnt.model
