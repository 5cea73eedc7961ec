import assert from "node:assert/strict";
import { windowMean } from "../../lib/models/naive/window_mean.ts";
import { PERCENT, type Series, upTo } from "../../lib/models/series.ts";
import { lastLevelShift, sinceLevelShift } from "../../lib/models/transform/level_shift.ts";
import { simulate } from "./simulate.ts";

const SETTINGS = { seasons: 4, threshold: 5, least_history: 56 };
const WEEK = [2, 3, 1, 0, 2, -6, -8];
const series = (days: number, level: (t: number) => number): Series => ({
  start: 1000,
  values: Float64Array.from({ length: days }, (_, t) => level(t) + WEEK[t % 7]! + (t * 7919 % 11) / 10),
  season: 7,
  bounds: PERCENT,
});
const stepped = series(420, (t) => t < 210 ? 30 : 50);

Deno.test("lastLevelShift: the first day of the new level", () => {
  assert.equal(lastLevelShift(stepped, SETTINGS), 1210);
});

Deno.test("lastLevelShift: of several the last", () => {
  const twice = series(630, (t) => t < 210 ? 30 : t < 420 ? 50 : 20);
  assert.equal(lastLevelShift(twice, SETTINGS), 1420);
});

Deno.test("lastLevelShift: confirmed only when as many seasons have passed as are compared", () => {
  assert.equal(lastLevelShift(upTo(stepped, 1210 + 27), SETTINGS), 1210);
  assert.equal(lastLevelShift(upTo(stepped, 1210 + 20), SETTINGS), undefined);
});

Deno.test("lastLevelShift: a week apart, a gap and steady growth are no shift", () => {
  const growing = series(420, (t) => 30 + t / 20);
  assert.equal(lastLevelShift(growing, SETTINGS), undefined);
  const spoilt = growing.values.map((value, t) =>
    t >= 203 && t < 210 ? 90 : t > 300 && t < 330 ? NaN : value
  );
  assert.equal(lastLevelShift({ ...growing, values: spoilt }, SETTINGS), undefined);
});

Deno.test("lastLevelShift: none in a series of two months, a constant one and one without values", () => {
  assert.equal(lastLevelShift(series(50, (t) => t < 25 ? 30 : 60), SETTINGS), undefined);
  for (const value of [0, 42, NaN]) {
    assert.equal(
      lastLevelShift({ ...stepped, values: new Float64Array(200).fill(value) }, SETTINGS),
      undefined,
    );
  }
});

Deno.test("lastLevelShift: seldom in series with a year, quarter ends and autocorrelated noise but no shift", () => {
  const found = Array.from({ length: 60 }, (_, id) => {
    const { series, expected } = simulate(`no shift ${id}`, "2022-01-01", 1000, 0);
    // simulate() lets one series in five shift by 15 %: only the others count.
    const shifted = expected.some((value, t) =>
      t > 7 && Math.abs(value / expected[t - 7]! - 1) > 0.14 && t + 40 < expected.length &&
      Math.abs(expected[t + 28]! / expected[t - 28]! - 1) > 0.13
    );
    return shifted ? undefined : lastLevelShift(series, SETTINGS) !== undefined;
  }).filter((one) => one !== undefined);
  assert.ok(found.length > 20);
  assert.ok(found.filter(Boolean).length <= 0.05 * found.length);
});

Deno.test("sinceLevelShift: learns from what came after, when enough did", () => {
  const mean = windowMean(365);
  const recent = sinceLevelShift(mean, SETTINGS);
  const level = (of: Series) => recent.fit(of, {}).forecast(1)[0]!;
  const after = stepped.values.slice(210);
  assert.ok(Math.abs(level(stepped) - after.reduce((sum, value) => sum + value, 0) / after.length) < 1e-9);
  const soon = upTo(stepped, 1210 + 40);
  assert.equal(level(soon), mean.fit(soon, {}).forecast(1)[0]);
});
