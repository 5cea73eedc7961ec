/** What the headline figures read of the snapshots. */
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import type { Report } from "./summary.ts";

const QUERIES = {
  servers: `
SELECT server_id, business_unit, region, criticality, usd_per_month FROM servers ORDER BY server_id`,
  quality: `
SELECT days_expected, days_present, verdict FROM quality ORDER BY server_id, metric`,
  risk: `
SELECT * FROM risk ORDER BY server_id, metric`,
  server_risk: `
SELECT server_id, level, breach_80_30d, breach_80_60d, breach_80_90d, breach_80_180d FROM server_risk
ORDER BY server_id`,
  fleet_risk: `
SELECT * FROM risk_rollup WHERE dimension = 'fleet'`,
  recommendations: `
SELECT server_id, action, target FROM recommendations ORDER BY server_id`,
  clusters: `
SELECT * FROM clusters ORDER BY server_id`,
  accuracy: `
SELECT model, mase, gain_vs_baseline, gain_vs_best_naive, share_of_possible, coverage_80, coverage_95
FROM accuracy
WHERE scope = 'fleet' AND metric = 'all' AND horizon_band = 'all'
ORDER BY model`,
};

const DATES = "SELECT min(date) AS first_date, max(date) AS as_of FROM observations";

/**
 * Reads what a summary needs.
 * @throws RangeError when there is not one observed day
 */
export async function readReport(warehouse: Warehouse): Promise<Report> {
  const rows = <Name extends keyof typeof QUERIES>(name: Name) =>
    warehouse.query<Report[Name][number] & Row>(QUERIES[name]);
  const [dates] = await warehouse.query<{ first_date: string | null; as_of: string | null }>(DATES);
  const { first_date, as_of } = dates!;
  if (first_date === null || as_of === null) {
    throw new RangeError("Cannot summarise the fleet as there must be observations: none");
  }
  return {
    first_date,
    as_of,
    servers: await rows("servers"),
    quality: await rows("quality"),
    risk: await rows("risk"),
    server_risk: await rows("server_risk"),
    fleet_risk: await rows("fleet_risk"),
    recommendations: await rows("recommendations"),
    clusters: await rows("clusters"),
    accuracy: await rows("accuracy"),
  };
}
