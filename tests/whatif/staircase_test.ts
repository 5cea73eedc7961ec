/** The staircase agrees with risk, which counts the paths themselves. */
import assert from "node:assert/strict";
import { type FleetSeries, judgeFleet, prepare } from "../../lib/risk/fleet.ts";
import { applied } from "../../lib/whatif/apply.ts";
import { fleetOf, LOAD_COLUMNS } from "../../lib/whatif/loads.ts";
import { outcome } from "../../lib/whatif/outcome.ts";
import { cut, placesOf, staircase } from "../../lib/whatif/staircase.ts";
import { staircaseColumns } from "../../lib/whatif/snapshot.ts";
import { flat, RISK, series } from "../risk/cases.ts";
import { server, TODAY } from "./cases.ts";

const SOURCE = { joint: null, settings: RISK, seed: 42 };
const RISE = Array.from({ length: 40 }, (_, day) => 55 + 0.7 * day + 3 * Math.sin(day));
const FLEET: FleetSeries[] = [
  series(RISE, { server_id: "A" }),
  series(flat(70, 40), { server_id: "B", sd: 4 }),
  series(flat(30, 40), { server_id: "C" }),
  series(flat(85, 40), { server_id: "D" }),
  series(flat(79.995, 40), { server_id: "E", sd: 0.001 }),
  series(RISE.map((load) => load * 1.3), { server_id: "F", sd: 0 }),
];

interface Coded {
  codes: Int32Array;
  names: readonly string[];
}

function recomputed(fleet: readonly FleetSeries[], rules = RISK) {
  const table = staircaseColumns(fleet, SOURCE);
  const text = (name: string) => {
    const { codes, names } = table[name] as Coded;
    return (row: number) => names[codes[row]!]!;
  };
  const of = fleetOf({
    server_id: text("server_id"),
    metric: text("metric"),
    day: table.day as Int32Array,
    loads: LOAD_COLUMNS.map((name) => table[name] as Float32Array),
  }, { servers: fleet.map(({ server_id }) => server(server_id)), today: TODAY, rules });
  return outcome(applied(of, [])).series;
}

Deno.test("staircase: levels, dates and order-by dates are those of risk, at any threshold", () => {
  for (const [high, very_high] of [[80, 90], [60, 75.5], [71.25, 99], [84.99, 85]] as const) {
    const rules = { ...RISK, high, very_high };
    const expected = judgeFleet(FLEET, { ...SOURCE, settings: rules }).map(({ row }) => ({
      level: row.level,
      days_p10: row.days_to_80_p10,
      days_p50: row.days_to_80_p50,
      days_p90: row.days_to_80_p90,
      order_by: row.order_by,
    }));
    const found = recomputed(FLEET, rules).map(({ level, days_p10, days_p50, days_p90, order_by }) => ({
      level,
      days_p10,
      days_p50,
      days_p90,
      order_by,
    }));
    assert.deepEqual(found, expected);
  }
});

Deno.test("staircase: a probability is within the step between the shares kept", () => {
  const rows = judgeFleet(FLEET, SOURCE).map(({ row }) => row.breach_80_horizon!);
  recomputed(FLEET).forEach(({ probability }, index) => {
    assert.ok(Math.abs(probability - rows[index]!) <= 0.05, `${probability} ${rows[index]}`);
  });
});

Deno.test("staircase: by hand, of four paths the highest so far", () => {
  const quantiles = series([50, 50, 50], { sd: 10 }).forecast!.quantiles;
  // Normal scores; 10 points each: 60 50 50 | 50 70 40 | 40 40 40 | 55 50 50.
  const scores = Float64Array.from([1, 0, 0, 0, 2, -1, -1, -1, -1, 0.5, 0, 0]);
  const columns = staircase({ current: 45, quantiles, bound: quantiles.p50 }, scores);
  const rounded = (column: number) => [...columns[column]!].map((load) => Math.round(load));
  assert.deepEqual(rounded(LOAD_COLUMNS.indexOf("p20")), [45, 60, 70, 70]);
  assert.deepEqual(rounded(LOAD_COLUMNS.indexOf("p50")), [45, 55, 60, 60]);
  assert.deepEqual(rounded(LOAD_COLUMNS.indexOf("p99")), [45, 45, 45, 45]);
  assert.deepEqual(rounded(LOAD_COLUMNS.indexOf("bound")), [45, 50, 50, 50]);
});

Deno.test("placesOf: the least number of paths that makes up a share", () => {
  assert.deepEqual(placesOf(10).slice(0, 5), [1, 1, 1, 1, 2]);
  assert.deepEqual(placesOf(1000), [10, 20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950, 990]);
});

Deno.test("cut: hundredths, never up", () => {
  assert.deepEqual([79.999, 80, 80.019, 72.34].map(cut), [79.99, 80, 80.01, 72.34]);
});

Deno.test("prepare: what risk does not assess has no staircase", () => {
  assert.equal(prepare(series([50], { forecast: null }), SOURCE), null);
  assert.equal(recomputed([series([50], { forecast: null }), ...FLEET]).length, FLEET.length);
});
