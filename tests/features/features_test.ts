import assert from "node:assert/strict";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { features } from "../../lib/pipeline/schemas/features.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { stream } from "../../lib/random/stream.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { createTable, makeTable, plainCalendar, withTables } from "../tables.ts";

const FIRST = "2024-01-01";
const dateOf = (day: number) => new Date(Date.parse(FIRST) + day * 86_400_000).toISOString().slice(0, 10);

const SERVERS = [1, 2].map((number) => ({
  server_id: `SRV-${number}`,
  business_unit: "Retail",
  region: "home",
  criticality: "High",
  archetype: "web",
  vcpu: 4,
  in_service_from: FIRST,
}));

/** A series of observations; null is a missing day. */
const series = (server_id: string, values: readonly (number | null)[]): Row[] =>
  values.map((value, day) => ({
    server_id,
    metric: "cpu_p95",
    date: dateOf(day),
    value,
    flag: value === null ? "missing" : "observed",
  }));

const make = (warehouse: DuckDBWarehouse) =>
  makeTable(warehouse, features, "lib/features/features.sql", { min_window_share: 0.5 });

async function withFeatures(rows: readonly Row[], check: (warehouse: DuckDBWarehouse) => Promise<void>) {
  const tables = [
    { schema: servers, rows: SERVERS },
    { schema: calendar, rows: plainCalendar("home", FIRST, 200) },
    { schema: observations, rows },
  ];
  await withTables(tables, async (warehouse) => {
    await make(warehouse);
    await check(warehouse);
  });
}

const rowOf = async (warehouse: DuckDBWarehouse, day: number, columns: string, server = "SRV-1") => {
  const [row] = await warehouse.query(
    `SELECT ${columns} FROM features WHERE server_id = '${server}' AND date = DATE '${dateOf(day)}'`,
  );
  return Object.values(row!);
};

const counting = Array.from({ length: 120 }, (_, day) => day);

Deno.test("features: lags are the values so many days before, windows end the day before", () =>
  withFeatures(
    [...series("SRV-1", counting), ...series("SRV-2", counting.map(() => 7))],
    async (warehouse) => {
      const lags = "y, lag_1, lag_3, lag_7, lag_14, lag_30";
      assert.deepEqual(await rowOf(warehouse, 100, lags), [100, 99, 97, 93, 86, 70]);
      assert.deepEqual(await rowOf(warehouse, 2, lags), [2, 1, null, null, null, null]);
      assert.deepEqual(await rowOf(warehouse, 100, "mean_7, mean_30, mean_90"), [96, 84.5, 54.5]);
      // Sample standard deviation of n whole numbers in a row: √(n(n+1)/12).
      const spreads = await rowOf(warehouse, 100, "sd_7, sd_30, sd_90") as number[];
      spreads.forEach((sd, index) => {
        const n = [7, 30, 90][index]!;
        assert.ok(Math.abs(sd - Math.sqrt(n * (n + 1) / 12)) < 1e-5);
      });
      assert.deepEqual(await rowOf(warehouse, 0, "lag_1, mean_7", "SRV-2"), [null, null]);
    },
  ));

Deno.test("features: a window counts from half its days with a value", () =>
  withFeatures(series("SRV-1", [1, null, 3, null, null, null, 5, 7, 9, 8]), async (warehouse) => {
    assert.deepEqual(await rowOf(warehouse, 8, "mean_7, sd_7"), [null, null]);
    // 3, 5, 7 and 9 of seven days.
    assert.deepEqual(await rowOf(warehouse, 9, "mean_7"), [6]);
  }));

Deno.test("features: a filled day is looked back on but is no target", () => {
  const rows = series("SRV-1", [1, 2, 3]);
  rows[1] = { ...rows[1]!, flag: "imputed" };
  return withFeatures(rows, async (warehouse) => {
    assert.deepEqual(await rowOf(warehouse, 1, "y, lag_1"), [null, 1]);
    assert.deepEqual(await rowOf(warehouse, 2, "y, lag_1"), [3, 2]);
  });
});

Deno.test("features: calendar and metadata are those of the server and its day", () =>
  withFeatures(series("SRV-1", counting), async (warehouse) => {
    const columns = "day_of_week, day_of_year, days_in_service, is_weekend, region, criticality, vcpu";
    assert.deepEqual(await rowOf(warehouse, 33, columns), [6, 34, 33, true, "home", "High", 4]);
  }));

const ALL = "SELECT * FROM features ORDER BY server_id, metric, date";

Deno.test("features: spoiling a day and all after it moves nothing before it, and of the day itself only y", () => {
  const random = stream(3, "features");
  const values = counting.map(() => random.chance(0.1) ? null : random.between(10, 90));
  return withFeatures([...series("SRV-1", values), ...series("SRV-2", values)], async (warehouse) => {
    const before = await warehouse.query(ALL);
    for (const day of [1, 40, 95]) {
      for (const spoilt of [null, 0, 1e6]) {
        const rows = series("SRV-1", [...values].fill(spoilt, day));
        await createTable(warehouse, { schema: observations, rows: [...rows, ...series("SRV-2", values)] });
        await make(warehouse);
        const after = await warehouse.query(ALL);
        const known = ({ y: _, ...rest }: Row) => rest;
        const until = (rows: Row[]) => rows.filter(({ date }) => String(date) < dateOf(day));
        const on = (rows: Row[]) => rows.filter(({ date }) => date === dateOf(day)).map(known);
        assert.deepEqual(until(after), until(before));
        assert.deepEqual(on(after), on(before));
      }
    }
  });
});
