/** The narrow form that pages fetch, from the query that makes it to the loads that come of it. */
import assert from "node:assert/strict";
import { bind } from "../../lib/warehouse/bind.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { DATED, fleetOf, LOAD_COLUMNS } from "../../lib/whatif/loads.ts";
import { loadsOf } from "../../lib/whatif/rises.ts";
import { readFleet } from "../../lib/site/whatif/read.ts";
import { RISK } from "../risk/cases.ts";
import { server, TODAY } from "./cases.ts";

const LAST = 15;
const DAYS = Array.from({ length: LAST + 1 }, (_, day) => day);
/** Hundredths that a float cannot hold exactly, standing still on some days. */
const load = (name: string, column: number, day: number) =>
  day === 0
    ? 61.07
    : 61.07 + 0.29 * Math.floor(day / 2) + (name === "bound" ? 3 : 0.01 * (LOAD_COLUMNS.length - column));
const SERVERS = [server("A"), server("B", { service: "pay" })];
const GIVEN = { servers: SERVERS, today: TODAY, rules: RISK };

/** What the query makes of two servers, read as a page reads it. */
async function narrowed(parameters: { large: boolean; service: string | null; every: number }) {
  const warehouse = await openWarehouse({ threads: 1 });
  const file = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    const rows = SERVERS.flatMap(({ server_id }) =>
      DAYS.map((day) =>
        `('${server_id}', 'cpu_p95', ${day}, ${
          LOAD_COLUMNS.map((name, column) => `CAST(${load(name, column, day)} AS REAL)`)
        })`
      )
    );
    await warehouse.run(
      `CREATE TABLE whatif AS SELECT * FROM (VALUES ${rows}) AS t(server_id, metric, day, ${LOAD_COLUMNS})`,
    );
    await warehouse.run(
      `CREATE TABLE servers AS SELECT * FROM (VALUES ('A', 'shop'), ('B', 'pay')) AS t(server_id, service)`,
    );
    await warehouse.copyTo(bind(await Deno.readTextFile("lib/site/tables/whatif.sql"), parameters), file);
    return await readFleet(warehouse, file, GIVEN);
  } finally {
    warehouse.close();
    await Deno.remove(file);
  }
}

/** The same fleet from whole columns, those not dated on their first and last day only. */
const whole = fleetOf({
  server_id: (row) => row < DAYS.length ? "A" : "B",
  metric: () => "cpu_p95",
  day: [...DAYS, ...DAYS],
  loads: LOAD_COLUMNS.map((name, column) =>
    [...DAYS, ...DAYS].map((day) =>
      DATED.has(name) || day === 0 || day === LAST
        ? Math.floor(100 * load(name, column, day) + 1e-6) / 100
        : NaN
    )
  ),
}, GIVEN);

Deno.test("whatif.sql: the narrow form gives every load back to the hundredth", async () => {
  assert.deepEqual(await narrowed({ large: false, service: null, every: 1 }), whole);
});

Deno.test("whatif.sql: a part of a large fleet has its own servers, on the days kept and the last", async () => {
  const part = await narrowed({ large: true, service: "pay", every: 7 });
  assert.deepEqual([...part.days], [0, 7, 14, 15]);
  assert.deepEqual(part.series, [{ server: 1, metric: "cpu_p95" }]);
  const p50 = LOAD_COLUMNS.indexOf("p50");
  assert.deepEqual(
    [0, 1, 2, 3].map((place) => part.loads[0]![p50 * 4 + place]),
    [0, 7, 14, 15].map((day) => whole.loads[1]![p50 * DAYS.length + day]),
  );
});

Deno.test("whatif.sql: a large fleet's page opens without loads", async () => {
  assert.equal((await narrowed({ large: true, service: null, every: 1 })).series.length, 0);
});

Deno.test("loadsOf: one series ends where the day does not rise", () => {
  const loads = loadsOf(
    [0, 5, 0, 5],
    (name) => DATED.has(name) ? [6000, 50, 100, 25] : [NaN, 7000, NaN, 150],
  );
  assert.deepEqual([...loads[LOAD_COLUMNS.indexOf("p50")]!], [60, 60.5, 1, 1.25]);
  assert.deepEqual([...loads[0]!], [60, 70, 1, 1.5]);
});
