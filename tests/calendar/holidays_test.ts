import assert from "node:assert/strict";
import { dayNumber, isoDate, weekday } from "../../lib/calendar/days.ts";
import { holidays } from "../../lib/calendar/holidays.ts";
import { configured } from "../configured.ts";

const settings = configured("calendar");
const datesOf = (region: string, first: string, last: string, calendar = settings) =>
  [...holidays(region, dayNumber(first), dayNumber(last), calendar).keys()].sort((a, b) => a - b).map(
    isoDate,
  );

// https://www.federalreserve.gov/aboutthefed/k8.htm; a holiday on a Saturday does not close the Friday before.
const FEDERAL_RESERVE = {
  2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25",
  2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
  2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
  2026: "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25",
};

Deno.test("holidays: on weekdays, us-east-1 rests when the Federal Reserve does", () => {
  for (const [year, expected] of Object.entries(FEDERAL_RESERVE)) {
    const days = datesOf("us-east-1", `${year}-01-01`, `${year}-12-31`);
    const onWeekdays = days.filter((date) => weekday(dayNumber(date)) <= 5).map((date) => date.slice(5));
    assert.equal(onWeekdays.join(" "), expected, `year ${year}`);
  }
});

Deno.test("holidays: friday_for_saturday closes the Friday before a Saturday holiday", () => {
  const closing = structuredClone(settings);
  closing.regions["us-east-1"]!.friday_for_saturday = true;
  assert.deepEqual(datesOf("us-east-1", "2026-07-01", "2026-07-05"), ["2026-07-04"]);
  assert.deepEqual(datesOf("us-east-1", "2026-07-01", "2026-07-05", closing), ["2026-07-03", "2026-07-04"]);
});

Deno.test("holidays: regions differ, and days added in the settings count", () => {
  assert.deepEqual(datesOf("ap-southeast-1", "2024-02-08", "2024-02-15"), [
    "2024-02-10",
    "2024-02-11",
    "2024-02-12",
  ]);
  assert.deepEqual(datesOf("eu-nl", "2024-04-25", "2024-04-30"), ["2024-04-27"]);
  assert.deepEqual(datesOf("eu-west-1", "2022-03-15", "2022-03-20"), ["2022-03-17", "2022-03-18"]);
});

Deno.test("holidays: a range over new year knows the years on both sides", () => {
  assert.deepEqual(datesOf("us-west-2", "2022-12-26", "2023-01-02"), [
    "2022-12-26",
    "2023-01-01",
    "2023-01-02",
  ]);
});

Deno.test("holidays: a region without country, or not listed, has none", () => {
  const without = structuredClone(settings);
  without.regions["nowhere"] = { country: null, state: null, friday_for_saturday: false, extra: [] };
  assert.deepEqual(datesOf("nowhere", "2024-01-01", "2024-12-31", without), []);
  assert.deepEqual(datesOf("unlisted", "2024-01-01", "2024-12-31"), []);
});

Deno.test("holidays: an unknown country or state is refused, not taken as never resting", () => {
  const asking = (country: string, state: string | null) => () =>
    holidays("x", 0, 1, {
      ...settings,
      regions: { x: { country, state, friday_for_saturday: false, extra: [] } },
    });
  assert.throws(asking("ZZ", null), {
    message: 'Cannot look up holidays of region "x" as date-holidays must know the country: "ZZ"',
  });
  assert.throws(asking("US", "ZZ"), { message: /must know the state of US: "ZZ"$/ });
});
