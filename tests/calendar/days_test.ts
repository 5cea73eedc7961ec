import assert from "node:assert/strict";
import { dayNumber, dayOfYear, isoDate, monthStart, quarterEnd, weekday } from "../../lib/calendar/days.ts";

Deno.test("dayNumber: counts days since 1970-01-01", () => {
  assert.equal(dayNumber("1970-01-01"), 0);
  assert.equal(dayNumber("1970-01-02"), 1);
  assert.equal(dayNumber("2000-03-01"), 11017);
  assert.equal(dayNumber("1969-12-31"), -1);
});

Deno.test("isoDate: undoes dayNumber, leap days included", () => {
  for (const date of ["1969-12-31", "2020-02-29", "2022-01-01", "2025-12-31"]) {
    assert.equal(isoDate(dayNumber(date)), date);
  }
});

Deno.test("dayNumber: refuses what is not a day", () => {
  for (const wrong of ["2023-02-29", "2023-13-01", "2023-1-1", "yesterday", "2023-01-01T00:00"]) {
    assert.throws(() => dayNumber(wrong), {
      name: "RangeError",
      message: `Cannot read a date as it must be a day written YYYY-MM-DD: "${wrong}"`,
    });
  }
});

Deno.test("weekday: is 1 on Monday and 7 on Sunday, before 1970 too", () => {
  const known = [["1969-12-28", 7], ["1970-01-01", 4], ["2024-02-29", 4], ["2025-12-29", 1], [
    "2025-12-28",
    7,
  ]];
  for (const [date, expected] of known) assert.equal(weekday(dayNumber(String(date))), expected);
});

Deno.test("monthStart, quarterEnd and dayOfYear: know the ends of months, quarters and leap years", () => {
  const day = dayNumber("2024-02-29");
  assert.equal(isoDate(monthStart(day)), "2024-02-01");
  assert.equal(isoDate(quarterEnd(day)), "2024-03-31");
  assert.equal(isoDate(quarterEnd(dayNumber("2025-12-31"))), "2025-12-31");
  assert.equal(isoDate(quarterEnd(dayNumber("2025-04-01"))), "2025-06-30");
  assert.equal(dayOfYear(day), 60);
  assert.equal(dayOfYear(dayNumber("2024-12-31")), 366);
});
