import assert from "node:assert/strict";
import { dayNumber, isoDate } from "../../lib/calendar/days.ts";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { calendarEffects } from "../../lib/pipeline/schemas/calendar_effects.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const FIRST = dayNumber("2025-01-06");
const DAYS = 364;
const dates = Array.from({ length: DAYS }, (_, day) => isoDate(FIRST + day));
/** Every fourth Wednesday is a holiday. */
const isHoliday = (day: number) => day % 28 === 2;

const CALENDAR: Row[] = dates.map((date, day) => ({
  region: "eu",
  date,
  day_of_week: 1 + day % 7,
  is_weekend: day % 7 > 4,
  is_holiday: isHoliday(day),
  is_month_end: false,
  is_quarter_end: false,
  days_to_quarter_end: 0,
}));

/** Servers whose load falls on holidays by these shares. */
const effectOf = async (falls: readonly number[]): Promise<Row> => {
  const fleet = falls.map((_, index) => ({ server_id: `S${index}`, archetype: "web", region: "eu" }));
  const loads = falls.flatMap((fall, index) =>
    dates.map((date, day): Row => ({
      server_id: `S${index}`,
      metric: "cpu_p95",
      date,
      value: isHoliday(day) ? 40 * (1 - fall) : 40,
      flag: "observed",
    }))
  );
  let found: Row[] = [];
  await withTables([
    { schema: servers, rows: fleet },
    { schema: calendar, rows: CALENDAR },
    { schema: observations, rows: loads },
  ], async (warehouse) => {
    await makeTable(warehouse, calendarEffects, "lib/fleet/calendar_effects.sql", {});
    found = await warehouse.query("SELECT * FROM calendar_effects WHERE effect = 'holiday'");
  });
  return found[0]!;
};

const near = (value: unknown, expected: number, within: number) =>
  assert.ok(Math.abs(Number(value) - expected) < within, `${value} is not ${expected}`);

Deno.test("calendar_effects: servers that agree leave no doubt about the mean", async () => {
  const { change, lo_95, hi_95, servers, server_days } = await effectOf([0.2, 0.2, 0.2, 0.2]);
  near(change, -0.2, 0.004);
  near(lo_95, Number(change), 1e-6);
  near(hi_95, Number(change), 1e-6);
  assert.deepEqual([servers, server_days], [4, 4 * 13]);
});

Deno.test("calendar_effects: the interval is Student's for the mean of servers that differ", async () => {
  // Mean 0.8, standard error 0.1 / sqrt(5) × sqrt(2.5): t of 4 degrees of freedom is 2.776.
  const { change, lo_95, hi_95 } = await effectOf([0, 0.1, 0.2, 0.3, 0.4]);
  const reach = 2.776 * 0.1 * Math.sqrt(2.5 / 5);
  near(change, -0.2, 0.004);
  near((Number(hi_95) - Number(lo_95)) / 2, reach, 0.004);
});

Deno.test("calendar_effects: two servers say nothing of how others would differ", async () => {
  const { lo_95, hi_95 } = await effectOf([0.1, 0.3]);
  assert.deepEqual([lo_95, hi_95], [null, null]);
});
