import assert from "node:assert/strict";
import { type Oddities, readOddities } from "../../lib/cleaning/oddities.ts";
import { isoDate } from "../../lib/calendar/days.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { withTables } from "../tables.ts";
import { CLEANING } from "./settings.ts";

/** A Monday. */
const FIRST = 19723;

async function oddities(
  values: readonly (number | null)[],
  samples: readonly number[] = [],
): Promise<Oddities> {
  const rows: Row[] = values.map((value, day) => ({
    server_id: "SRV-1",
    metric: "cpu_p95",
    date: isoDate(FIRST + day),
    value,
    flag: value === null ? "missing" : "observed",
  }));
  const days = values.map((_, day): Row => ({
    server_id: "SRV-1",
    date: isoDate(FIRST + day),
    samples: samples[day] ?? 288,
  }));
  let found: Oddities | undefined;
  await withTables([{ schema: observations, rows }, { schema: telemetry, rows: days }], async (warehouse) => {
    found = (await readOddities(warehouse, CLEANING.oddities)).get("SRV-1/cpu_p95");
  });
  return found!;
}

/** Values that never repeat, around a level. */
const around = (level: number, days: number): number[] =>
  Array.from({ length: days }, (_, day) => level * (1 + 0.01 * (day % 7) + 0.0001 * day));

Deno.test("oddities: the longest run of one value, a missing day not ending it", async () => {
  const { flatline_days, days_observed } = await oddities([1, 2, 2, null, 2, 3, 3, 1]);
  assert.equal(flatline_days, 3);
  assert.equal(days_observed, 7);
});

Deno.test("oddities: days with more samples than the server's usual day", async () => {
  const { crowded_days } = await oddities(around(40, 10), [288, 288, 290, 576, 303, 302, 100]);
  // 5 % above 288 are 302.4.
  assert.equal(crowded_days, 2);
});

Deno.test("oddities: a level that jumps by a factor of units, either way, and the week it starts", async () => {
  const week = isoDate(FIRST + 28);
  const up = await oddities([...around(0.4, 28), ...around(40, 28)]);
  assert.deepEqual([up.unit_change, up.unit_factor], [week, 100]);
  const down = await oddities([...around(4096, 28), ...around(4, 28)]);
  // 1,000 and 1,024 lie within the tolerance of each other: the first by size is named.
  assert.equal(down.unit_change, week);
  assert.ok(Math.abs(1 / down.unit_factor! - 1024) < 30);
});

Deno.test("oddities: growth, a doubled load and a short spike are no change of unit", async () => {
  const table = [
    around(40, 56),
    [...around(20, 28), ...around(60, 28)],
    [...around(1, 28), ...around(100, 7), ...around(1, 28)],
    Array.from({ length: 84 }, (_, day) => 1.05 ** day),
  ];
  for (const values of table) assert.equal((await oddities(values)).unit_change, null);
});
