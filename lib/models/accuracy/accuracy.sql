-- All measures of every model by metric and days ahead, from the scored cutoffs of the backtest: of groups of servers,
-- or, where :of is 'series', of each server by itself.
-- "selected" is the model that would have been chosen at each cutoff: it is judged on days it was not chosen by.
-- A model is compared with another only on the series and cutoffs both have.
WITH bands AS (
  SELECT '1-30' AS horizon_band, 1 AS first_day, 30 AS last_day
  UNION ALL SELECT '31-90', 31, 90
  UNION ALL SELECT '91-180', 91, 100000
),
days AS (
  SELECT
    server_id, metric, model, cutoff, horizon_band, scale, lo_80, hi_80, lo_95, hi_95,
    CAST(actual AS DOUBLE) AS actual,
    CAST(predicted AS DOUBLE) AS predicted,
    CAST(predicted AS DOUBLE) - CAST(actual AS DOUBLE) AS error
  FROM backtest
  JOIN bands ON horizon_days BETWEEN first_day AND last_day
  WHERE actual IS NOT NULL
),
-- Sums per series, cutoff and band: everything below adds them up. As decimals: a sum of them does not depend on the
-- order, which differs where memory is short.
sums AS (
  SELECT
    server_id, metric, model, cutoff, horizon_band,
    count(*) AS days,
    sum(CAST(error AS DECIMAL(18, 6))) AS error,
    sum(CAST(abs(error) AS DECIMAL(18, 6))) AS absolute,
    -- A square, and a multiple of hardly any load, may have more digits than fit in 18.
    sum(CAST(error * error AS DECIMAL(38, 6))) AS squared,
    sum(CAST(abs(actual) AS DECIMAL(18, 6))) AS actual,
    sum(CAST(abs(error) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS DECIMAL(18, 6))) AS scaled,
    sum(CAST(abs(error) / NULLIF(abs(actual), 0) AS DECIMAL(38, 9))) AS percentage,
    count(NULLIF(abs(actual), 0)) AS percentage_days,
    sum(
      CAST(CASE WHEN error = 0 THEN 0 ELSE 2 * abs(error) / (abs(actual) + abs(predicted)) END AS DECIMAL(18, 9))
    ) AS symmetric_percentage,
    count(lo_80) AS interval_days,
    sum(CASE WHEN actual BETWEEN lo_80 AND hi_80 THEN 1 ELSE 0 END) AS within_80,
    sum(CASE WHEN actual BETWEEN lo_95 AND hi_95 THEN 1 ELSE 0 END) AS within_95,
    count(CASE WHEN scale > 0 THEN lo_80 END) AS width_days,
    sum(
      CAST((CAST(hi_80 AS DOUBLE) - lo_80) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS DECIMAL(18, 6))
    ) AS width_80,
    sum(
      CAST((CAST(hi_95 AS DOUBLE) - lo_95) / CASE WHEN scale > 0 THEN CAST(scale AS DOUBLE) END AS DECIMAL(18, 6))
    ) AS width_95,
    sum(
      CAST((
        greatest(0.1 * (actual - lo_80), 0.9 * (lo_80 - actual)) +
        greatest(0.9 * (actual - hi_80), 0.1 * (hi_80 - actual)) +
        greatest(0.025 * (actual - lo_95), 0.975 * (lo_95 - actual)) +
        greatest(0.975 * (actual - hi_95), 0.025 * (hi_95 - actual))
      ) / 4 AS DECIMAL(18, 6))
    ) AS quantile_loss
  FROM days
  GROUP BY server_id, metric, model, cutoff, horizon_band
),
labels AS (
  SELECT server_id, metric, model, cutoff, model AS label FROM sums GROUP BY server_id, metric, model, cutoff
  UNION ALL
  SELECT server_id, metric, model, known_at AS cutoff, 'selected' AS label FROM choices
),
labelled AS (
  SELECT labels.label, sums.*
  FROM sums
  JOIN labels
    ON labels.server_id = sums.server_id AND labels.metric = sums.metric AND labels.model = sums.model
    AND labels.cutoff = sums.cutoff
),
scopes AS (
  SELECT server_id, 'fleet' AS scope, 'all' AS scope_value FROM servers WHERE :of = 'groups'
  UNION ALL SELECT server_id, 'archetype', archetype FROM servers WHERE :of = 'groups'
  UNION ALL SELECT server_id, 'criticality', criticality FROM servers WHERE :of = 'groups'
  UNION ALL SELECT server_id, 'business_unit', business_unit FROM servers WHERE :of = 'groups'
  UNION ALL SELECT server_id, 'region', region FROM servers WHERE :of = 'groups'
  UNION ALL SELECT server_id, 'series', server_id FROM servers WHERE :of = 'series'
),
band_groups AS (
  SELECT horizon_band, horizon_band AS band FROM bands
  UNION ALL SELECT horizon_band, 'all' FROM bands
),
measured AS (
  SELECT
    scope, scope_value, metric, band, label,
    count(DISTINCT labelled.server_id) AS series,
    CAST(sum(absolute) AS DOUBLE) / sum(days) AS mae,
    sqrt(CAST(sum(squared) AS DOUBLE) / sum(days)) AS rmse,
    100 * CAST(sum(percentage) AS DOUBLE) / NULLIF(sum(percentage_days), 0) AS mape,
    100 * CAST(sum(symmetric_percentage) AS DOUBLE) / sum(days) AS smape,
    100 * CAST(sum(absolute) AS DOUBLE) / NULLIF(CAST(sum(actual) AS DOUBLE), 0) AS wape,
    CAST(sum(scaled) AS DOUBLE) / sum(CASE WHEN scaled IS NOT NULL THEN days END) AS mase,
    CAST(sum(error) AS DOUBLE) / sum(days) AS bias,
    CAST(sum(quantile_loss) AS DOUBLE) / NULLIF(sum(interval_days), 0) AS pinball,
    CAST(sum(within_80) AS DOUBLE) / NULLIF(sum(interval_days), 0) AS coverage_80,
    CAST(sum(within_95) AS DOUBLE) / NULLIF(sum(interval_days), 0) AS coverage_95,
    CAST(sum(width_80) AS DOUBLE) / NULLIF(sum(width_days), 0) AS width_80,
    CAST(sum(width_95) AS DOUBLE) / NULLIF(sum(width_days), 0) AS width_95
  FROM labelled
  JOIN scopes ON scopes.server_id = labelled.server_id
  JOIN band_groups ON band_groups.horizon_band = labelled.horizon_band
  GROUP BY scope, scope_value, metric, band, label
),
measures AS (
  SELECT * FROM measured
  UNION ALL
  -- Units differ between metrics: only measures without a unit can be averaged over them.
  SELECT
    scope, scope_value, 'all' AS metric, band, label, sum(series) AS series,
    NULL AS mae, NULL AS rmse,
    CAST(avg(CAST(mape AS DECIMAL(38, 9))) AS DOUBLE) AS mape,
    CAST(avg(CAST(smape AS DECIMAL(38, 9))) AS DOUBLE) AS smape,
    CAST(avg(CAST(wape AS DECIMAL(38, 9))) AS DOUBLE) AS wape,
    CAST(avg(CAST(mase AS DECIMAL(38, 9))) AS DOUBLE) AS mase,
    NULL AS bias, NULL AS pinball,
    CAST(avg(CAST(coverage_80 AS DECIMAL(38, 9))) AS DOUBLE) AS coverage_80,
    CAST(avg(CAST(coverage_95 AS DECIMAL(38, 9))) AS DOUBLE) AS coverage_95,
    CAST(avg(CAST(width_80 AS DECIMAL(38, 9))) AS DOUBLE) AS width_80,
    CAST(avg(CAST(width_95 AS DECIMAL(38, 9))) AS DOUBLE) AS width_95
  FROM measured
  GROUP BY scope, scope_value, band, label
),
-- Errors of each model beside those of each reference, on what both forecast.
paired AS (
  SELECT
    scope, scope_value, ours.metric, band, ours.label, theirs.label AS reference,
    CAST(sum(ours.absolute) AS DOUBLE) AS our_error,
    CAST(sum(theirs.absolute) AS DOUBLE) AS their_error,
    CAST(sum(ours.scaled) AS DOUBLE) / sum(CASE WHEN ours.scaled IS NOT NULL THEN ours.days END) AS our_mase,
    CAST(sum(theirs.scaled) AS DOUBLE) / sum(CASE WHEN theirs.scaled IS NOT NULL THEN theirs.days END) AS their_mase
  FROM labelled AS ours
  JOIN labelled AS theirs
    ON theirs.server_id = ours.server_id AND theirs.metric = ours.metric AND theirs.cutoff = ours.cutoff
    AND theirs.horizon_band = ours.horizon_band
    AND theirs.label IN ('last_value', 'window_mean', 'weekday_mean', 'seasonal_naive', 'drift', 'oracle')
  JOIN scopes ON scopes.server_id = ours.server_id
  JOIN band_groups ON band_groups.horizon_band = ours.horizon_band
  GROUP BY scope, scope_value, ours.metric, band, ours.label, theirs.label
),
compared AS (
  SELECT scope, scope_value, metric, band, label, reference, our_error, their_error FROM paired
  UNION ALL
  SELECT
    scope, scope_value, 'all', band, label, reference,
    CAST(avg(CAST(our_mase AS DECIMAL(38, 9))) AS DOUBLE), CAST(avg(CAST(their_mase AS DECIMAL(38, 9))) AS DOUBLE)
  FROM paired
  GROUP BY scope, scope_value, band, label, reference
),
gains AS (
  SELECT
    scope, scope_value, metric, band, label,
    max(CASE WHEN reference = 'weekday_mean' THEN 1 - our_error / NULLIF(their_error, 0) END) AS gain_vs_baseline,
    min(CASE WHEN reference <> 'oracle' THEN 1 - our_error / NULLIF(their_error, 0) END) AS gain_vs_best_naive,
    max(CASE WHEN reference = 'weekday_mean' THEN our_error END) AS our_error,
    max(CASE WHEN reference = 'weekday_mean' THEN their_error END) AS baseline_error,
    max(CASE WHEN reference = 'oracle' THEN their_error END) AS oracle_error
  FROM compared
  GROUP BY scope, scope_value, metric, band, label
)
SELECT
  measures.scope,
  measures.scope_value,
  measures.metric,
  measures.band AS horizon_band,
  measures.label AS model,
  CAST(series AS INTEGER) AS series,
  mae, rmse, mape, smape, wape, mase, bias, pinball, coverage_80, coverage_95, width_80, width_95,
  gain_vs_baseline,
  gain_vs_best_naive,
  CASE WHEN baseline_error > oracle_error
    THEN (baseline_error - our_error) / (baseline_error - oracle_error) END AS share_of_possible
FROM measures
LEFT JOIN gains
  ON gains.scope = measures.scope AND gains.scope_value = measures.scope_value AND gains.metric = measures.metric
  AND gains.band = measures.band AND gains.label = measures.label
