import assert from "node:assert/strict";
import { type DuckDBWarehouse, openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { readFleet } from "../../lib/risk/read.ts";

/** Two servers; SRV-1 has a CPU forecast of two days and five days of history, SRV-2 nothing but quality. */
const TABLES = {
  servers:
    `SELECT * FROM (VALUES ('SRV-1', 'High', 'UK', 'production', 500.0), ('SRV-2', 'Low', 'US', 'staging', NULL))
    AS t(server_id, criticality, region, environment, network_mbps)`,
  quality: `SELECT * FROM (VALUES
    ('SRV-2', 'cpu_p95', 'not_assessed', 'No data.'), ('SRV-1', 'cpu_p95', 'assessed', 'Complete.'))
    AS t(server_id, metric, verdict, reason)`,
  observations: `SELECT * FROM (VALUES
    ('SRV-1', 'cpu_p95', DATE '2025-12-27', 10.0, 'observed'),
    ('SRV-1', 'cpu_p95', DATE '2025-12-28', 40.0, 'observed'),
    ('SRV-1', 'cpu_p95', DATE '2025-12-29', 90.0, 'imputed'),
    ('SRV-1', 'cpu_p95', DATE '2025-12-30', 60.0, 'capped'),
    ('SRV-1', 'cpu_p95', DATE '2025-12-31', NULL, 'missing'))
    AS t(server_id, metric, date, value, flag)`,
  dependence: `SELECT 'SRV-1' AS server_id, 'cpu_p95' AS metric, 0.4 AS autocorrelation`,
  calendar: `SELECT * FROM (VALUES
    ('UK', DATE '2026-01-01', false, true), ('UK', DATE '2026-01-02', true, false),
    ('UK', DATE '2026-01-03', false, false))
    AS t(region, date, is_quarter_end, is_holiday)`,
  forecasts: `SELECT server_id, metric, date, CAST(p50 - 3 AS REAL) AS p025, CAST(p50 - 2 AS REAL) AS p05,
      CAST(p50 - 1 AS REAL) AS p10, CAST(p50 AS REAL) AS p50, CAST(p50 + 1 AS REAL) AS p90,
      CAST(p50 + 2 AS REAL) AS p95, CAST(p50 + 3 AS REAL) AS p975
    FROM (VALUES ('SRV-1', 'cpu_p95', DATE '2026-01-02', 71), ('SRV-1', 'cpu_p95', DATE '2026-01-01', 70))
    AS t(server_id, metric, date, p50)`,
  reserved: `SELECT * FROM (VALUES ('SRV-1', 'cpu_p95', DATE '2026-01-02', 1.5, 4.0))
    AS t(server_id, metric, date, factor, added) WHERE false`,
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

Deno.test("readFleet: one record per series of quality, forecasts in order of their days", async () => {
  const fleet = await withTables({}, (warehouse) => readFleet(warehouse, 2));
  assert.deepEqual(fleet.map(({ forecast: _, ...record }) => record), [
    {
      server_id: "SRV-1",
      metric: "cpu_p95",
      criticality: "High",
      environment: "production",
      region: "UK",
      network_mbps: 500,
      verdict: "assessed",
      verdict_reason: "Complete.",
      current: 50,
    },
    {
      server_id: "SRV-2",
      metric: "cpu_p95",
      criticality: "Low",
      environment: "staging",
      region: "US",
      network_mbps: null,
      verdict: "not_assessed",
      verdict_reason: "No data.",
      current: null,
    },
  ]);
  const [forecast, none] = fleet.map((series) => series.forecast);
  assert.equal(none, null);
  assert.equal(forecast!.firstDay, 20454);
  assert.equal(forecast!.autocorrelation, 0.4);
  assert.deepEqual([...forecast!.quantiles.p50], [70, 71]);
  assert.deepEqual([...forecast!.quantiles.p975], [73, 74]);
  assert.deepEqual([[...forecast!.quarterEnd], [...forecast!.holiday]], [[0, 1], [1, 0]]);
});

Deno.test("readFleet: what committed scenarios reserve is counted, and the median without it is kept", async () => {
  const reserved = TABLES.reserved.replace(
    "WHERE false",
    "UNION ALL SELECT 'SRV-1', 'cpu_p95', DATE '2026-01-01', 1, 0",
  );
  const fleet = await withTables({ reserved }, (warehouse) => readFleet(warehouse, 2));
  const { quantiles, unreserved } = fleet[0]!.forecast!;
  // 71 × 1.5 + 4 and, three below, 68 × 1.5 + 4.
  assert.deepEqual([...quantiles.p50], [70, 110.5]);
  assert.deepEqual([...quantiles.p025], [67, 106]);
  assert.deepEqual([...unreserved!], [70, 71]);
});

Deno.test("readFleet: today's level is the median of the last observed days, imputed days left out", async () => {
  const currents = await Promise.all(
    [1, 2, 3, 90].map((days) => withTables({}, async (w) => (await readFleet(w, days))[0]!.current)),
  );
  assert.deepEqual(currents, [60, 50, 40, 40]);
});

Deno.test("readFleet: refuses forecasts with gaps, without dependence, of unknown series, off the calendar", async () => {
  const gap = TABLES.forecasts.replace("2026-01-02", "2026-01-03");
  const known: [Partial<typeof TABLES>, RegExp][] = [
    [
      { forecasts: gap },
      /^Cannot assess cpu_p95 of SRV-1 as a forecast must have every day of its horizon: 2$/,
    ],
    [{ dependence: `${TABLES.dependence} WHERE false` }, /must have its row in dependence: null$/],
    [{ quality: `${TABLES.quality} WHERE server_id = 'SRV-2'` }, /series of quality: 2 days do not$/],
    [{ calendar: `${TABLES.calendar} WHERE is_holiday` }, /Cannot read column "is_quarter_end"/],
  ];
  for (const [tables, message] of known) {
    await assert.rejects(withTables(tables, (warehouse) => readFleet(warehouse, 28)), { message });
  }
});
