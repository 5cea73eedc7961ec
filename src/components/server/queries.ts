/** What a server's page shows, as queries on the snapshots. */
import { type Query, quoted } from "../queries.js";

/** The queries about one server. */
export function serverQueries(server: string): Query[] {
  const own = `WHERE server_id = ${quoted(server)}`;
  return [
    {
      says: "When each metric runs out",
      sql:
        `SELECT metric, level, current_p95, peak_p50, peak_date, days_to_80_p10, days_to_80_p50, days_to_80_p90,
  breach_80_30d, breach_80_90d, breach_80_180d, order_by, overdue, driver, reason
FROM risk
${own}
ORDER BY metric`,
    },
    {
      says: "What is expected",
      sql: `SELECT metric, date, model, p05, p50, p95
FROM forecasts
${own}
ORDER BY metric, date`,
    },
    {
      says: "What should be done",
      sql: `SELECT action, target, saving_expected_usd_month, reason, rejected
FROM recommendations
${own}`,
    },
    {
      says: "What quarter ends and holidays add",
      sql:
        `SELECT metric, season, first_date, last_date, peak_p50, before_peak_p50, breach_80, before_breach_80
FROM seasonal_risk
${own}
ORDER BY metric, first_date`,
    },
    {
      says: "How good its data are",
      sql: `SELECT metric, verdict, days_present, days_expected, missing_pct, longest_gap, reason
FROM quality
${own}
ORDER BY metric`,
    },
    {
      says: "What stood out",
      sql: `SELECT metric, date, score, method, explanation
FROM anomalies
${own} AND flagged
ORDER BY date DESC`,
    },
    {
      says: "Which models forecast it",
      sql: `SELECT metric, model, reason, mae, runner_up, runner_up_mae
FROM selection
${own}
ORDER BY metric`,
    },
  ];
}
