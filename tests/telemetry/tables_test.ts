import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { defects } from "../../lib/pipeline/schemas/defects.ts";
import { readings } from "../../lib/pipeline/schemas/readings.ts";
import { truth } from "../../lib/pipeline/schemas/truth.ts";
import { defectsTable, readingsTable, truthTable } from "../../lib/telemetry/tables.ts";
import type { Column, ColumnTable } from "../../lib/warehouse/warehouse.ts";
import { fleet, settings } from "./fleet.ts";

const few = fleet.slice(0, 3);
const tables = [
  { schema: readings, table: readingsTable(few, settings), empty: readingsTable([], settings) },
  { schema: truth, table: truthTable(few, settings, 30), empty: truthTable([], settings, 30) },
  { schema: defects, table: defectsTable(few, settings), empty: defectsTable([], settings) },
];
const valuesOf = (column: Column): (string | number | null)[] =>
  "codes" in column
    ? Array.from(column.codes, (code) => column.names[code]!)
    : Array.from<string | number | null>(column);

Deno.test("tables: have the columns of their schema, all of one length", () => {
  for (const { schema, table } of tables) {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(schema.columns.shape).sort(), schema.name);
    assert.equal(new Set(Object.values(table).map((column) => valuesOf(column).length)).size, 1, schema.name);
  }
});

Deno.test("tables: no two rows have the same key", () => {
  for (const { schema, table } of tables) {
    const columns = schema.key.map((name) => valuesOf(table[name]!));
    const keys = columns[0]!.map((_, row) => columns.map((values) => values[row]).join(" "));
    assert.ok(keys.length > 0);
    assert.equal(new Set(keys).size, keys.length, schema.name);
  }
});

Deno.test("tables: no servers, no rows", () => {
  for (const { schema, empty } of tables) {
    assert.deepEqual(Object.keys(empty).sort(), Object.keys(schema.columns.shape).sort());
    assert.ok(Object.values(empty).every((column) => valuesOf(column).length === 0), schema.name);
  }
});

Deno.test("truthTable: goes on for the horizon, from the first day of service", () => {
  const table: ColumnTable = truthTable(few, settings, 30);
  const dates = valuesOf(table["date"]!) as number[];
  assert.equal(Math.min(...dates), dayNumber(settings.fleet.start));
  assert.equal(Math.max(...dates), dayNumber(settings.fleet.end) + 30);
  assert.equal(dates.length, few.length * 5 * (1461 + 30));
});

Deno.test("readingsTable: the tables of shards laid end to end are the table of all", () => {
  const whole = readingsTable(few, settings);
  const shards = [readingsTable(few.slice(0, 1), settings), readingsTable(few.slice(1), settings)];
  for (const name of Object.keys(whole)) {
    assert.deepEqual(shards.flatMap((shard) => valuesOf(shard[name]!)), valuesOf(whole[name]!), name);
  }
});
