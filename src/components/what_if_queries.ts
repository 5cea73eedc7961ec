/** The fleet as it is, which scenarios start from, as queries on the snapshots. */
import type { Query } from "./queries.js";

export const WHAT_IF_QUERIES: readonly Query[] = [
  {
    says: "Servers at risk, series to watch, orders overdue and cost, as things are",
    sql: `SELECT count(DISTINCT server_id) FILTER (WHERE level IN ('high', 'very_high')) AS servers_at_risk,
  count(*) FILTER (WHERE level = 'watch') AS series_to_watch,
  count(*) FILTER (WHERE overdue) AS orders_overdue,
  (SELECT sum(usd_per_month) FROM servers) AS usd_per_month
FROM risk`,
  },
  {
    says: "How many servers are as likely as not to have touched the threshold by each day",
    sql: `SELECT day, sum(count(*)) OVER (ORDER BY day) AS servers
FROM (
  SELECT server_id, min(days_to_80_p50) AS day
  FROM risk
  WHERE days_to_80_p50 IS NOT NULL
  GROUP BY server_id
)
GROUP BY day
ORDER BY day`,
  },
  {
    says:
      "What the sample paths of each series have reached by each day, which a scenario is worked out from",
    sql: `SELECT server_id, metric, day, p10, p50, p90, bound
FROM whatif
ORDER BY server_id, metric, day`,
  },
];
