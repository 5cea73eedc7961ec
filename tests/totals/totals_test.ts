import assert from "node:assert/strict";
import { dayNumber, isoDate } from "../../lib/calendar/days.ts";
import { forecasts } from "../../lib/pipeline/schemas/forecasts.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { resources } from "../../lib/pipeline/schemas/resources.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { totals } from "../../lib/pipeline/schemas/totals.ts";
import { totalsCalibration } from "../../lib/pipeline/schemas/totals_calibration.ts";
import { stream } from "../../lib/random/stream.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";
import { server } from "./cases.ts";

const MONDAY = dayNumber("2025-06-02");
const FLEET = [
  server("S1", "Retail", "east", 4),
  server("S2", "Retail", "west", 8),
  server("S3", "Wealth", "east", 2),
  server("S4", "Wealth", "west", 16),
];

const observed = (server_id: string, values: readonly (number | null)[]): Row[] =>
  values.map((value, day) => ({
    server_id,
    metric: "cpu_p95",
    date: isoDate(MONDAY + day),
    value,
    flag: value === null ? "missing" : "observed",
  }));

const forecast = (server_id: string, means: readonly number[]): Row[] =>
  means.map((mean, day) => ({
    server_id,
    metric: "cpu_p95",
    date: isoDate(MONDAY + 14 + day),
    model: "drift",
    mean,
    p10: mean - 5,
    p50: mean,
    p90: mean + 5,
  }));

const calibrated: Row = { known_at: isoDate(MONDAY + 13), scope: "fleet", resource: "vcpu", errors: 100 };
const QUANTILES = { q025: -2, q10: -1, q90: 1, q975: 2 };

async function withTotals(
  given: { observations: readonly Row[]; forecasts: readonly Row[]; calibration?: readonly Row[] },
  check: (warehouse: DuckDBWarehouse) => Promise<void>,
): Promise<void> {
  const tables = [
    { schema: servers, rows: FLEET },
    { schema: observations, rows: given.observations },
    { schema: forecasts, rows: given.forecasts },
    { schema: totalsCalibration, rows: given.calibration ?? [] },
  ];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, resources, "lib/totals/resources.sql", {});
    await makeTable(warehouse, totals, "lib/totals/totals.duckdb.sql", { max_filled_share: 0.3 });
    await check(warehouse);
  });
}

const two = (value: number) => new Array<number>(14).fill(value);

Deno.test("totals: servers, business units, regions and fleet add up to the same means", async () => {
  const draw = stream(3, "totals");
  const made = FLEET.flatMap(({ server_id }) =>
    forecast(String(server_id), Array.from({ length: 30 }, () => draw.between(5, 95)))
  );
  const past = FLEET.flatMap(({ server_id }) => observed(String(server_id), two(30)));
  await withTotals({ observations: past, forecasts: made }, async (warehouse) => {
    const found = await warehouse.query<{ date: string; scope: string; mean: number }>(
      `SELECT date, scope, sum(mean) AS mean FROM totals WHERE mean IS NOT NULL GROUP BY date, scope
      UNION ALL SELECT date, 'servers', sum(per_unit * mean) FROM forecasts JOIN resources USING (server_id, metric)
      GROUP BY date ORDER BY date, scope`,
    );
    assert.equal(found.length, 30 * 5);
    for (const { date, scope, mean } of found) {
      const fleet = found.find((row) => row.date === date && row.scope === "fleet")!.mean;
      assert.ok(Math.abs(mean - fleet) < 1e-12 * fleet, `${scope} on ${date}: ${mean}, fleet ${fleet}`);
    }
  });
});

Deno.test("totals: the interval lies between errors apart and errors together, and ends at the capacity", async () => {
  const given = (correlation: number, mean = 50) => ({
    observations: FLEET.flatMap(({ server_id }) => observed(String(server_id), two(30))),
    forecasts: FLEET.flatMap(({ server_id }) => forecast(String(server_id), [mean])),
    calibration: [{ ...calibrated, correlation, ...QUANTILES }],
  });
  const upper = async (correlation: number, mean?: number) => {
    let found = NaN;
    await withTotals(given(correlation, mean), async (warehouse) => {
      const [row] = await warehouse.query<{ hi_80: number }>(
        "SELECT hi_80 FROM totals WHERE scope = 'fleet' AND mean IS NOT NULL",
      );
      found = row!.hi_80;
    });
    return found;
  };
  // 30 vCPU at 50 %; half intervals of 5 points are 0.2, 0.4, 0.1 and 0.8 vCPU.
  assert.ok(Math.abs(await upper(0) - (15 + Math.sqrt(0.04 + 0.16 + 0.01 + 0.64))) < 1e-6);
  assert.ok(Math.abs(await upper(1) - 16.5) < 1e-6);
  assert.equal(await upper(1, 99), 30);
});

Deno.test("totals: a missing day counts with the last same weekday; too many missing leave no total", async () => {
  const second = [...two(20).slice(0, 7), 90, ...two(20).slice(0, 6)];
  const gap = (values: readonly number[], day: number) =>
    values.map((value, at) => at === day ? null : value);
  const past = [
    ...observed("S1", gap(two(50), 8)),
    ...observed("S2", gap(second, 7)),
    ...observed("S3", two(10)),
    ...observed("S4", gap(two(25), 8)),
  ];
  const made = FLEET.flatMap(({ server_id }) => forecast(String(server_id), [50]));
  await withTotals({ observations: past, forecasts: made }, async (warehouse) => {
    const found = await warehouse.query(
      `SELECT CAST(date AS VARCHAR) AS date, servers, servers_filled, round(observed, 6) AS observed FROM totals
      WHERE scope = 'fleet' AND date IN (DATE '2025-06-09', DATE '2025-06-10') ORDER BY date`,
    );
    // 4 × 50 % + 8 × 20 % (last Monday's) + 2 × 10 % + 16 × 25 %; the day after two of four are missing.
    assert.deepEqual(found, [
      { date: "2025-06-09", servers: 4, servers_filled: 1, observed: 7.8 },
      { date: "2025-06-10", servers: 4, servers_filled: 2, observed: null },
    ]);
  });
});

Deno.test("totals: servers without a forecast are left out of past and future, and counted", async () => {
  const past = FLEET.flatMap(({ server_id }) => observed(String(server_id), two(50)));
  const made = ["S1", "S2", "S3"].flatMap((server_id) => forecast(server_id, [50]));
  await withTotals({ observations: past, forecasts: made }, async (warehouse) => {
    const found = await warehouse.query(
      `SELECT scope_value, servers, servers_left_out, capacity, COALESCE(observed, mean) AS used FROM totals
      WHERE scope IN ('fleet', 'business_unit') AND date >= DATE '2025-06-15' ORDER BY date, scope_value`,
    );
    const day = [
      { scope_value: "Retail", servers: 2, servers_left_out: 0, capacity: 12, used: 6 },
      { scope_value: "Wealth", servers: 1, servers_left_out: 1, capacity: 2, used: 1 },
      { scope_value: "all", servers: 3, servers_left_out: 1, capacity: 14, used: 7 },
    ];
    assert.deepEqual(found, [...day, ...day]);
  });
});
