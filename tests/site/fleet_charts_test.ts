import assert from "node:assert/strict";
import { calendarDays } from "../../src/components/charts/breach_calendar.ts";
import { bothWays } from "../../src/components/charts/correlations.ts";
import { mostOwned } from "../../src/components/charts/fleet.ts";
import { monthsOf } from "../../src/components/charts/year_shape.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const WEEK = 7 * 86_400_000;

Deno.test("bothWays: each pair once in either direction, under its shown name", () => {
  const pair = { scope: "metric", subject: "all", one: "a", other: "b", correlation: -0.5, days: 30 };
  const dated = { ...pair, first_date: day("2025-01-01"), last_date: day("2025-01-30") };
  assert.deepEqual(bothWays([dated], (name) => name.toUpperCase()), [
    { one: "A", other: "B", correlation: -0.5 },
    { one: "B", other: "A", correlation: -0.5 },
  ]);
});

Deno.test("calendarDays: every day ahead in its week from Monday, with the dates that fall on it", () => {
  const days = calendarDays([day("2025-03-03"), day("2025-03-03")], {
    asOf: day("2025-03-01"),
    horizonDays: 2,
  });
  assert.deepEqual(days, [
    { date: day("2025-03-02"), monday: day("2025-02-24"), weekday: "Sun", series: 0 },
    { date: day("2025-03-03"), monday: day("2025-03-03"), weekday: "Mon", series: 2 },
  ]);
});

const weeks = (means: (index: number) => number, count = 157) =>
  Array.from({ length: count }, (_, index) => ({
    archetype: "web",
    metric: "cpu_p95",
    week: new Date(day("2022-01-03").getTime() + index * WEEK),
    servers: 1,
    mean: means(index),
  }));

Deno.test("monthsOf: steady growth is no season, a year alone shows none", () => {
  for (const { change } of monthsOf(weeks((index) => 40 + 0.1 * index))) assert.ok(Math.abs(change) < 1e-9);
  assert.deepEqual(monthsOf(weeks(() => 40, 52)), []);
});

Deno.test("monthsOf: a busy June stands out, in order of the year", () => {
  const months = monthsOf(
    weeks((index) => new Date(day("2022-01-03").getTime() + index * WEEK).getUTCMonth() === 5 ? 60 : 40),
  );
  assert.deepEqual(months.map(({ month }) => month).slice(0, 2), ["January", "February"]);
  const june = months.find(({ month }) => month === "June")!;
  assert.ok(june.change > 0.3 && months.every(({ change }) => change <= june.change));
});

Deno.test("mostOwned: one owner, the one with most, or all that own as many", () => {
  const owner = (business_unit: string, servers: number) => ({ business_unit, servers });
  assert.equal(mostOwned([owner("A", 1)], 1), "A owns 1 server");
  assert.equal(mostOwned([owner("A", 2), owner("B", 1)], 3), "A owns the most servers, 2 of 3");
  assert.equal(mostOwned([owner("A", 1), owner("B", 1)], 2), "A and B own the most servers, 1 of 2 each");
});
