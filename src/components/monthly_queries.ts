/** What the monthly report shows, as queries on the snapshots. */
import type { Query } from "./queries.js";

export const MONTHLY_QUERIES: readonly Query[] = [
  {
    says: "How many servers stand at each level",
    sql: `SELECT level, count(*) AS servers
FROM server_risk
GROUP BY level
ORDER BY servers DESC`,
  },
  {
    says: "How many servers are expected to reach the threshold, in the fleet and by business unit",
    sql:
      `SELECT dimension, value, servers, very_high, high, expected_30d, expected_90d, low_90d, high_90d, expected_180d
FROM risk_rollup
WHERE dimension IN ('fleet', 'business_unit')
ORDER BY dimension DESC, expected_90d DESC, value`,
  },
  {
    says: "Which series reach the threshold, in the order of action",
    sql:
      `SELECT priority, server_id, metric, level, days_to_80_p10, days_to_80_p50, breach_80_horizon, order_by, overdue
FROM risk
WHERE days_to_80_p50 IS NOT NULL
ORDER BY priority`,
  },
  {
    says: "What quarter ends and bank holidays bring, beside the days before each",
    sql: `SELECT season, first_date, last_date, count(*) AS series,
  sum(breach_80) AS expected_over, sum(before_breach_80) AS before
FROM seasonal_risk
GROUP BY season, first_date, last_date
ORDER BY first_date, season`,
  },
  {
    says: "What the plan does to the cost",
    sql:
      `SELECT action, servers, usd_per_month, saving_low_usd_month, saving_expected_usd_month, saving_high_usd_month
FROM savings
WHERE scope = 'all'
ORDER BY action`,
  },
  {
    says: "What to do with each server that should change",
    sql:
      `SELECT server_id, action, instance_from, target, saving_expected_usd_month, earliest_date, confidence, reason
FROM recommendations
WHERE action NOT IN ('keep', 'not_assessed')
ORDER BY action = 'upsize' DESC, saving_expected_usd_month DESC, server_id`,
  },
  {
    says: "How well each model did, near and far",
    sql: `SELECT model, horizon_band, mase, gain_vs_baseline, share_of_possible, coverage_80, coverage_95
FROM accuracy
WHERE scope = 'fleet' AND metric = 'all'
ORDER BY horizon_band = 'all' DESC, horizon_band, mase`,
  },
  {
    says: "What probabilities said, and what happened",
    sql: `SELECT source, threshold_pct, window_days, series, mean_predicted, observed_share, brier, skill
FROM risk_calibration
WHERE bin = 0
ORDER BY threshold_pct, window_days, source`,
  },
  {
    says: "How many series can be judged",
    sql: `SELECT metric, verdict, count(*) AS series
FROM quality
GROUP BY metric, verdict
ORDER BY metric, verdict`,
  },
];
