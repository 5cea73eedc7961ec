import assert from "node:assert/strict";
import { calendarDays, calendarRows, calendarsByRegion } from "../../lib/calendar/calendar.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import { configured } from "../configured.ts";

const settings = configured("calendar");
const days = (first: string, last: string, calendar = settings) =>
  calendarDays("us-east-1", dayNumber(first), dayNumber(last), calendar);

Deno.test("calendarDays: describes the turn of a year", () => {
  const turn = days("2024-12-30", "2025-01-01");
  assert.equal(turn.first, dayNumber("2024-12-30"));
  assert.deepEqual([...turn.day_of_week], [1, 2, 3]);
  assert.deepEqual([...turn.is_weekend], [0, 0, 0]);
  assert.deepEqual([...turn.is_holiday], [0, 0, 1]);
  assert.deepEqual(turn.holiday, [null, null, "New Year's Day"]);
  assert.deepEqual([...turn.is_month_end], [0, 1, 0]);
  assert.deepEqual([...turn.is_quarter_end], [1, 1, 0]);
  assert.deepEqual([...turn.days_to_quarter_end], [1, 0, 89]);
});

Deno.test("calendarDays: the quarter-end window holds as many days as configured, in every quarter", () => {
  for (const [first, last] of [["2024-01-01", "2024-03-31"], ["2025-07-01", "2025-09-30"]] as const) {
    for (const window of [1, 7, 31]) {
      const flags = days(first, last, { ...settings, quarter_end_window_days: window }).is_quarter_end;
      assert.equal(flags.reduce((sum, flag) => sum + flag, 0), window);
      assert.equal(flags.at(-1), 1);
    }
  }
});

Deno.test("calendarDays: refuses a range that ends before it starts", () => {
  assert.throws(() => days("2025-01-02", "2025-01-01"), {
    message: "Cannot lay out a calendar as it must not end before it starts: 2025-01-02 to 2025-01-01",
  });
});

Deno.test("calendarsByRegion: gives each region its own holidays over the same days", () => {
  const calendars = calendarsByRegion(["us-east-1", "eu-west-1", "us-east-1"], 20_000, 20_364, settings);
  assert.deepEqual([...calendars.keys()], ["us-east-1", "eu-west-1"]);
  assert.notDeepEqual(calendars.get("us-east-1")!.is_holiday, calendars.get("eu-west-1")!.is_holiday);
  assert.deepEqual(calendars.get("us-east-1")!.day_of_week, calendars.get("eu-west-1")!.day_of_week);
});

Deno.test("calendarRows: one row per region and day, in the order of the key", () => {
  const rows = calendarRows(["us-east-1", "eu-west-1"], "2025-12-24", "2025-12-26", settings);
  assert.deepEqual(rows.map(({ region, date, holiday }) => [region, date, holiday]), [
    ["eu-west-1", "2025-12-24", null],
    ["eu-west-1", "2025-12-25", "Christmas Day"],
    ["eu-west-1", "2025-12-26", "St. Stephen’s Day"],
    ["us-east-1", "2025-12-24", null],
    ["us-east-1", "2025-12-25", "Christmas Day"],
    ["us-east-1", "2025-12-26", null],
  ]);
});
