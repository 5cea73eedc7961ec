/** What the first page shows, as queries on the snapshots. */
import type { Query } from "./queries.js";

export const INDEX_QUERIES: readonly Query[] = [
  {
    says: "How many servers stand at each level",
    sql: `SELECT level, count(*) AS servers
FROM server_risk
GROUP BY level
ORDER BY servers DESC`,
  },
  {
    says: "What to do first",
    sql: `SELECT priority, risk.server_id, metric, level, business_unit, days_to_80_p50,
  action, target, order_by, overdue, breach_80_horizon, risk.reason
FROM risk
JOIN servers USING (server_id)
LEFT JOIN recommendations ON recommendations.server_id = risk.server_id
WHERE priority IS NOT NULL AND level <> 'ok'
ORDER BY priority
LIMIT 10`,
  },
  {
    says: "How many servers are expected to reach the threshold",
    sql: `SELECT expected_30d, expected_60d, expected_90d, expected_180d, low_90d, high_90d
FROM risk_rollup
WHERE dimension = 'fleet'`,
  },
  {
    says: "How well the selected models did",
    sql: `SELECT model, gain_vs_baseline, share_of_possible, coverage_80
FROM accuracy
WHERE scope = 'fleet' AND metric = 'all' AND horizon_band = 'all' AND model IN ('selected', 'oracle')`,
  },
  {
    says: "How many series can be judged",
    sql: `SELECT verdict, count(*) AS series
FROM quality
GROUP BY verdict
ORDER BY series DESC`,
  },
];
