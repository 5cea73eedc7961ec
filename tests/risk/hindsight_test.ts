import assert from "node:assert/strict";
import { type DuckDBWarehouse, openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { baseRates, hindsightAt, outcomeAfter } from "../../lib/risk/hindsight.ts";
import { type Load, readLoads } from "../../lib/risk/loads.ts";
import { RISK } from "./cases.ts";

/**
 * Eight servers over 120 days from 2025-01-01, 50 % and more, swinging by day and server; forecasts of 30 days
 * after 2025-01-31 and 2025-03-05, each server's level with one interval for all.
 */
const TABLES = {
  observations:
    `SELECT 'SRV-' || s AS server_id, 'cpu_p95' AS metric, DATE '2025-01-01' + CAST(d AS INTEGER) AS date,
      CAST(50 + 4 * s + 3 * ((d * (s + 3)) % 5) AS DOUBLE) AS value, 'observed' AS flag
    FROM range(8) AS a(s), range(120) AS b(d)`,
  predictions: `SELECT server_id, metric, model, cutoff, date, CAST(date - cutoff AS INTEGER) AS horizon_days,
      CAST(value AS REAL) AS actual, CAST(54 + 4 * CAST(right(server_id, 1) AS INTEGER) AS REAL) AS predicted,
      CAST(3 AS REAL) AS scale
    FROM observations, (VALUES (DATE '2025-01-31'), (DATE '2025-03-05')) AS c(cutoff),
      (VALUES ('best'), ('weekday_mean')) AS m(model)
    WHERE date > cutoff AND date <= cutoff + 30`,
  calibration:
    `SELECT 'cpu_p95' AS metric, model, DATE '2025-03-05' AS known_at, CAST(h AS INTEGER) AS horizon_days,
      -4.0::DOUBLE AS q025, -3.0::DOUBLE AS q05, -2.0::DOUBLE AS q10, 0.0::DOUBLE AS q50, 2.0::DOUBLE AS q90,
      3.0::DOUBLE AS q95, 4.0::DOUBLE AS q975
    FROM range(1, 31) AS r(h), (VALUES ('best'), ('weekday_mean')) AS m(model)`,
  choices:
    `SELECT DISTINCT server_id, metric, DATE '2025-03-05' AS known_at, 'best' AS model FROM observations`,
  servers: `SELECT DISTINCT server_id, 'High' AS criticality, 'production' AS environment, 'UK' AS region,
      CAST(NULL AS DOUBLE) AS network_mbps FROM observations`,
};
const CUTOFF = { cutoff: "2025-03-05", horizon: 30 };
const AFTER = "date > DATE '2025-03-05'";

async function withTables<T>(
  spoil: readonly string[],
  use: (warehouse: DuckDBWarehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const [name, query] of Object.entries(TABLES)) {
      await warehouse.run(`CREATE TABLE ${name} AS ${query}`);
    }
    for (const statement of spoil) await warehouse.run(statement);
    return await use(warehouse);
  } finally {
    warehouse.close();
  }
}

const casesAfter = (spoil: readonly string[], least = RISK.donors.least) =>
  withTables(spoil, async (warehouse) => {
    const settings = { ...RISK, donors: { ...RISK.donors, least } };
    return await hindsightAt(warehouse, CUTOFF, { loads: await readLoads(warehouse), settings, seed: 42 });
  });

const SPOILT = [
  `UPDATE observations SET value = 99 WHERE ${AFTER}`,
  `UPDATE predictions SET actual = 99 WHERE ${AFTER}`,
  "UPDATE predictions SET predicted = 99 WHERE cutoff > DATE '2025-03-05'",
  "INSERT INTO choices SELECT server_id, metric, DATE '2025-04-30', 'weekday_mean' FROM servers, (SELECT 'cpu_p95' AS metric)",
];

Deno.test("hindsightAt: what came after the cutoff moves outcomes and no probability, with donors and without", async () => {
  for (const least of [RISK.donors.least, 100]) {
    const [usual, spoilt] = [await casesAfter([], least), await casesAfter(SPOILT, least)];
    assert.deepEqual(
      spoilt.cases.map(({ probability }) => probability),
      usual.cases.map(({ probability }) => probability),
    );
    assert.ok(new Set(usual.cases.map(({ probability }) => probability)).size > 3);
    assert.ok(spoilt.cases.every(({ happened }) => happened));
    assert.ok(usual.cases.some(({ happened }) => !happened));
  }
});

Deno.test("hindsightAt: what came before the cutoff does count", async () => {
  const [usual, other] = [
    await casesAfter([]),
    await casesAfter([
      "UPDATE predictions SET actual = actual + 9 * ((CAST(right(server_id, 1) AS INTEGER) * horizon_days) % 3) WHERE cutoff = DATE '2025-01-31'",
    ]),
  ];
  assert.notDeepEqual(other.cases, usual.cases);
});

Deno.test("hindsightAt: series already over are left out and counted, every source answers for the same", async () => {
  // Medians of 56 to 80 %, in steps of 4: SRV-6 stands at 80, SRV-2 and SRV-7 do not swing.
  const { cases, leftOut } = await casesAfter([]);
  const of80 = cases.filter(({ threshold }) => threshold === 80);
  const counts = ["selected", "weekday_mean", "base_rate"].map((name) =>
    of80.filter(({ source }) => source === name).length
  );
  assert.deepEqual(counts, [7, 7, 7]);
  assert.deepEqual(leftOut[0], { threshold: 80, window_days: 30, already_over: 1, not_judged: 0 });
});

const load = (values: readonly number[]): Load => ({
  server_id: "A",
  metric: "cpu_p95",
  start: 100,
  values: Float64Array.from(values),
});

Deno.test("outcomeAfter: seen at the threshold in time, unobserved days are not breaches, null when over already", () => {
  const measured = { load: load([70, 70, NaN, 79, 81]), factor: 1 };
  const asked = { day: 101, days: 2, threshold: 80, currentDays: 2 };
  assert.equal(outcomeAfter(measured, asked), false);
  assert.equal(outcomeAfter(measured, { ...asked, days: 3 }), true);
  assert.equal(outcomeAfter(measured, { ...asked, threshold: 70 }), null);
  assert.equal(outcomeAfter({ load: load([7, 7, 9]), factor: 10 }, { ...asked, days: 1 }), true);
});

Deno.test("baseRates: the share of those below then that reached it by now", () => {
  const fleet = [[70, 70, 90, 70], [70, 70, 70, 90], [90, 90, 90, 90]].map((values) => ({
    load: load(values),
    factor: 1,
  }));
  const rates = baseRates(fleet, { day: 102, days: 1, threshold: 80, currentDays: 1 });
  assert.deepEqual([...rates], [["cpu_p95", 0.5]]);
});
