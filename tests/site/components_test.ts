import assert from "node:assert/strict";
import { chart } from "../../src/components/chart.ts";
import { mentioned } from "../../src/components/database.ts";
import { inStages } from "../../src/components/charts/lineage.ts";
import { errorOf } from "../../src/components/charts/models.ts";
import { passes } from "../../src/components/filters.ts";
import { csv, rows } from "../../src/components/rows.ts";
import { decimalsOf, searcher, sorted } from "../../src/components/table_data.ts";

const SPEC = {
  title: "Disk runs out first",
  takeaway: "Each bar is one metric.",
  unit: "servers",
  source: "risk",
  plot: () => ({}),
  table: { rows: [], columns: [] },
};

for (const part of ["title", "takeaway", "unit", "source"] as const) {
  Deno.test(`chart: refuses to draw without a ${part}`, () => {
    assert.throws(() => chart({ ...SPEC, [part]: " " }), new RegExp(`it must have a ${part}`));
  });
}

Deno.test("chart: refuses to draw without the table of its values", () => {
  assert.throws(() => chart({ ...SPEC, table: undefined as never }), /a table of its values/);
});

const vector = (values: unknown[]) => ({ get: (index: number) => values[index] });

Deno.test("rows: days as dates, 64-bit integers and decimals as numbers, nulls as null", () => {
  const columns: Record<string, { type: unknown; values: unknown[] }> = {
    day: { type: "Date32<DAY>", values: [1767139200000, null] },
    big: { type: "Int64", values: [12n, -3n] },
    share: { type: { toString: () => "Decimal[18e+2]", scale: 2 }, values: [words(1234n), words(-5n)] },
    name: { type: "Utf8", values: ["a", null] },
  };
  const table = {
    numRows: 2,
    schema: { fields: Object.entries(columns).map(([name, { type }]) => ({ name, type })) },
    getChild: (name: string) => vector(columns[name]!.values),
  };
  assert.deepEqual(rows(table), [
    { day: new Date("2025-12-31"), big: 12, share: 12.34, name: "a" },
    { day: null, big: -3, share: -0.05, name: null },
  ]);
});

/** A whole number as Arrow stores a decimal: four words of 32 bits, low word first. */
function words(value: bigint): Uint32Array {
  const unsigned = BigInt.asUintN(128, value);
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((unsigned >> shift) & 0xffffffffn));
}

Deno.test("csv: quotes what would break a line, and writes days as YYYY-MM-DD", () => {
  const row = { text: 'a "b", c', day: new Date("2025-12-31"), none: null, n: 1.5 };
  assert.equal(
    csv([row], ["text", "day", "none", "n"]),
    'text,day,none,n\r\n"a ""b"", c",2025-12-31,,1.5\r\n',
  );
});

const SERVERS = Object.freeze([
  Object.freeze({ id: "b", load: 2 }),
  Object.freeze({ id: "a", load: null }),
  Object.freeze({ id: "c", load: 10 }),
]);
const ids = (data: readonly { id?: unknown }[]) => data.map(({ id }) => id).join("");

Deno.test("sorted: by value, missing values last whichever way, input left alone", () => {
  assert.equal(ids(sorted(SERVERS, { column: "load", descending: false })), "bca");
  assert.equal(ids(sorted(SERVERS, { column: "load", descending: true })), "cba");
  assert.equal(ids(sorted(SERVERS, undefined)), "bac");
});

Deno.test("decimalsOf: none for whole numbers, more for small ones", () => {
  assert.equal(decimalsOf([1, 2, null]), 0);
  assert.equal(decimalsOf([1200.5, 3]), 1);
  assert.equal(decimalsOf([1.25, 1]), 2);
  assert.equal(decimalsOf([0.5, 0.04]), 3);
  assert.equal(decimalsOf([0.0004]), 6);
});

Deno.test("searcher: every word, in any cell as it is written, whatever its case", () => {
  const search = searcher(SERVERS, (row) => [String(row.id), row.load === null ? "–" : `${row.load} GiB`]);
  assert.equal(ids(search("C 10")), "c");
  assert.equal(ids(search("gib")), "bc");
  assert.equal(ids(search("  ")), "bac");
  assert.equal(ids(search("a 10")), "");
});

Deno.test("searcher: a word does not run from one cell into the next", () => {
  assert.equal(ids(searcher(SERVERS, (row) => [String(row.id), String(row.load)])("b2")), "");
});

Deno.test("passes: a choice narrows only its own column", () => {
  assert.ok(passes({ region: "x", unit: "y" }, { region: "all", unit: "y" }));
  assert.ok(!passes({ region: "x", unit: "y" }, { region: "z", unit: "all" }));
});

Deno.test("mentioned: tables by whole word, in any case", () => {
  const names = ["risk", "servers", "load"];
  assert.deepEqual(mentioned("SELECT * FROM Risk JOIN servers USING (server_id)", names), [
    "risk",
    "servers",
  ]);
  assert.deepEqual(mentioned("SELECT weekly_load FROM riskier", names), []);
});

Deno.test("inStages: each snapshot after all it is made from", () => {
  const phases = [
    { snapshot: "risk", needs: ["forecasts", "servers"] },
    { snapshot: "forecasts", needs: ["servers"] },
    { snapshot: "servers", needs: [] },
  ];
  assert.deepEqual(inStages(phases).map(({ snapshot }) => snapshot), ["servers", "forecasts", "risk"]);
});

Deno.test("errorOf: scaled error across metrics, error in its unit for one", () => {
  const score = {
    model: "m",
    horizon_band: "all",
    series: 1,
    mae: 5,
    mase: 0.8,
    coverage_80: null,
    coverage_95: null,
    gain_vs_baseline: null,
  };
  assert.equal(errorOf({ ...score, metric: "all" }), 0.8);
  assert.equal(errorOf({ ...score, metric: "cpu_p95" }), 5);
});
