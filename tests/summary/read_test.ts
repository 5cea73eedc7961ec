import assert from "node:assert/strict";
import { type DuckDBWarehouse, openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { readReport } from "../../lib/summary/read.ts";

const FIGURES = "mase, gain_vs_baseline, gain_vs_best_naive, share_of_possible, coverage_80, coverage_95";

const TABLES = {
  servers: "SELECT 'A' AS server_id, 'Retail' AS business_unit, 'UK' AS region, 'High' AS criticality, " +
    "CAST(NULL AS DOUBLE) AS usd_per_month, 8 AS vcpu",
  quality:
    "SELECT 'A' AS server_id, 'cpu_p95' AS metric, 9 AS days_expected, 8 AS days_present, 'warn' AS verdict",
  risk: "SELECT 'A' AS server_id, 'cpu_p95' AS metric",
  server_risk: "SELECT 'A' AS server_id, 'high' AS level, 0.1 AS breach_80_30d, 0.2 AS breach_80_60d, " +
    "0.3 AS breach_80_90d, 0.4 AS breach_80_180d",
  risk_rollup: "SELECT * FROM (VALUES ('fleet', 1.5), ('region', 0.5)) AS t(dimension, expected_90d)",
  recommendations: "SELECT 'A' AS server_id, 'keep' AS action, 'm5.large' AS target, 'x' AS reason",
  clusters: "SELECT 'A' AS server_id, 1 AS cluster",
  accuracy: `SELECT * FROM (VALUES
    ('fleet', 'all', 'all', 'drift', 1.2, -0.2, -0.3, -0.5, 0.8, 0.9),
    ('fleet', 'cpu_p95', 'all', 'drift', 1.3, -0.2, -0.3, -0.5, 0.8, 0.9),
    ('fleet', 'all', '1-30', 'drift', 1.4, -0.2, -0.3, -0.5, 0.8, 0.9),
    ('region', 'all', 'all', 'drift', 1.5, -0.2, -0.3, -0.5, 0.8, 0.9))
    AS t(scope, metric, horizon_band, model, ${FIGURES})`,
  observations:
    "SELECT * FROM (VALUES (DATE '2025-01-02'), (DATE '2025-01-01'), (DATE '2025-03-01')) AS t(date)",
};

async function withTables<T>(
  tables: Partial<typeof TABLES>,
  use: (warehouse: DuckDBWarehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const [name, query] of Object.entries({ ...TABLES, ...tables })) {
      await warehouse.run(`CREATE TABLE ${name} AS ${query}`);
    }
    return await use(warehouse);
  } finally {
    warehouse.close();
  }
}

Deno.test("readReport: the fleet's own accuracy over everything, and the days observed", async () => {
  const report = await withTables({}, readReport);
  assert.deepEqual([report.first_date, report.as_of], ["2025-01-01", "2025-03-01"]);
  assert.deepEqual(report.accuracy.map(({ model, mase }) => [model, mase]), [["drift", 1.2]]);
  assert.deepEqual(report.servers, [{
    server_id: "A",
    business_unit: "Retail",
    region: "UK",
    criticality: "High",
    usd_per_month: null,
  }]);
  assert.deepEqual(report.fleet_risk.map(({ expected_90d }) => expected_90d), [1.5]);
  assert.deepEqual(report.quality, [{ days_expected: 9, days_present: 8, verdict: "warn" }]);
});

Deno.test("readReport: refuses a fleet that was never observed", async () => {
  await assert.rejects(withTables({ observations: `${TABLES.observations} WHERE false` }, readReport), {
    name: "RangeError",
    message: "Cannot summarise the fleet as there must be observations: none",
  });
});
