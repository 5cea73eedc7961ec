import assert from "node:assert/strict";
import { candidates, nearestLags, seasonalLags } from "../../lib/panel/candidates.ts";
import type { Frequency } from "../../lib/panel/settings.ts";
import { REGRESSION } from "./cases.ts";

const names = (frequency: Frequency, season: number) =>
  candidates(frequency, season, REGRESSION).map(({ name }) => name);

Deno.test("seasonalLags: the last steps, and those around every season up to one beyond the longest", () => {
  assert.deepEqual(seasonalLags(5, 10), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16]);
});

Deno.test("nearestLags: the last steps, and the season and the longest with what followed", () => {
  assert.deepEqual(nearestLags(24, 168), [1, 2, 3, 24, 25, 26, 27, 168, 169, 170, 171]);
});

Deno.test("candidates: by name, the hours of a week for hourly series only", () => {
  for (const [frequency, season] of [["daily", 7], ["hourly", 24], ["hourly", 8]] as const) {
    assert.deepEqual(names(frequency, season), names(frequency, season).toSorted());
    assert.ok(names(frequency, season).includes("theta"));
  }
  assert.ok(names("hourly", 24).includes("seasonal_naive_168"));
  assert.ok(!names("hourly", 9).includes("seasonal_naive_168"), "a week is no whole number of 9 hours");
  assert.ok(!names("daily", 7).includes("seasonal_naive_168"));
});

Deno.test("candidates: without a season only models that need none", () => {
  assert.deepEqual(names("daily", 1), [
    "drift",
    "exponential_smoothing",
    "lag_regression",
    "last_value",
    "theta",
    "window_mean",
    "window_median",
  ]);
});
