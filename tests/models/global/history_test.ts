import assert from "node:assert/strict";
import { dayNumber } from "../../../lib/calendar/days.ts";
import { commonSeasons } from "../../../lib/models/global/common_season.ts";
import { History } from "../../../lib/models/global/history.ts";
import { originOf, seasonRatios, simpleExpectation } from "../../../lib/models/global/origin.ts";
import { RATE, type Series } from "../../../lib/models/series.ts";
import { fleet } from "./fleet.ts";

// A Monday.
const START = dayNumber("2024-01-01");
const WEEK = [12, 12, 12, 12, 12, 5, 5];
const seriesOf = (values: ArrayLike<number>): Series => ({
  start: START,
  values: Float64Array.from(values),
  season: 7,
  bounds: RATE,
});
const ordinary = (days: number) => new Uint8Array(days).fill(1);

Deno.test("History: takes the week out, so that any stretch has the level of whole weeks", () => {
  const history = new History(seriesOf(Array.from({ length: 70 }, (_, t) => WEEK[t % 7]!)), ordinary(70));
  assert.ok(Math.abs(history.weekdayFactor(START) - 1.2) < 1e-12);
  assert.ok(Math.abs(history.weekdayFactor(START + 5) - 0.5) < 1e-12);
  assert.ok(Math.abs(history.mean(START + 4, START + 6, 1) - 10) < 1e-12);
  assert.ok(Math.abs(history.trailing(28) - 10) < 1e-12);
});

Deno.test("History: special days count neither for the week nor for the level", () => {
  const values = Array.from({ length: 70 }, (_, t) => t === 63 ? 0 : WEEK[t % 7]!);
  const days = ordinary(70);
  days[63] = 0;
  const history = new History(seriesOf(values), days);
  assert.ok(Math.abs(history.trailing(7) - 10) < 1e-12);
  assert.equal(history.levelOn(START + 63), 0);
});

Deno.test("History: a stretch outside, or with too few days, has no level", () => {
  const history = new History(seriesOf([1, 2, NaN, 4]), ordinary(4));
  assert.equal(history.mean(START, START + 3, 3), 7 / 3);
  assert.ok(Number.isNaN(history.mean(START, START + 3, 4)));
  assert.ok(Number.isNaN(history.mean(START - 9, START - 1, 1)));
  assert.ok(Number.isNaN(history.levelOn(START + 2)));
  assert.ok(Number.isNaN(history.levelOn(START + 4)));
});

const [first] = fleet().all;

/** The first series of the fleet with other values. */
const changed = (valueOf: (day: number, value: number) => number) => ({
  ...first!,
  series: {
    ...first!.series,
    values: first!.series.values.map((value, t) => valueOf(first!.series.start + t, value)),
  },
});

Deno.test("originOf: learns how holidays and quarter ends move the load, held back while they are few", () => {
  const { calendar } = first!;
  const of = changed((day) =>
    100 * (1 - 0.5 * calendar.holiday(day)) * (1 + 0.2 * calendar.quarterEndRamp(day)) + day % 2
  );
  const origin = originOf(of, of.series.start + 890)!;
  assert.ok(origin.holidayEffect < -0.3 && origin.holidayEffect > -0.5, `${origin.holidayEffect}`);
  assert.ok(origin.quarterEndEffect > 0.15 && origin.quarterEndEffect < 0.21, `${origin.quarterEndEffect}`);
  const expected = simpleExpectation(origin, calendar.holidays.days[0]!, calendar);
  assert.ok(Math.abs(expected - 100.5 * (1 + origin.holidayEffect)) < 0.5);
});

Deno.test("originOf: none without spread, without level or before the series begins", () => {
  assert.equal(originOf(changed(() => 42), first!.series.start + 500), undefined);
  assert.equal(originOf(changed(() => 0), first!.series.start + 500), undefined);
  assert.equal(originOf(first!, first!.series.start - 1), undefined);
});

Deno.test("seasonRatios: how a day a year ago stood to the level a year ago", () => {
  const { start } = first!.series;
  // A year ago the load doubled on the day after the origin.
  const of = changed((day) => (day - start > 500 - 364 ? 20 : 10) + (day % 3) / 100);
  const origin = originOf(of, start + 500)!;
  assert.ok(Math.abs(seasonRatios(origin, 1)(start + 515) - 2) < 0.01);
  assert.ok(Number.isNaN(seasonRatios(origin, 2)(start + 515)));
});

Deno.test("commonSeasons: the mean of a kind, and none where too few series know it", () => {
  const { all } = fleet();
  const day = all[0]!.series.start + 600;
  const origins = all.map((of) => originOf(of, day));
  const seasons = commonSeasons(all, origins, day, 5);
  const web = [0, 1, 2, 3].map((index) => seasonRatios(origins[index]!, 1)(day + 5));
  const mean = web.reduce((sum, ratio) => sum + ratio, 0) / 4;
  assert.ok(Math.abs(seasons.get("web/net_in_p95")![0]![4]! - mean) < 1e-12);
  const two = commonSeasons(all, origins.map((origin, index) => index < 2 ? origin : undefined), day, 5);
  assert.ok(two.get("web/net_in_p95")![0]!.every(Number.isNaN));
});
