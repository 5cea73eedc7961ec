import assert from "node:assert/strict";
import { iterate, lagRegression, levelBefore } from "../../lib/models/autoregression/lag_regression.ts";
import { predict } from "../../lib/models/model.ts";

const series = (values: ArrayLike<number>, season = 4) => ({
  start: 0,
  values: Float64Array.from(values),
  season,
  bounds: { min: -Infinity, max: Infinity },
});
const assertNear = (actual: Float64Array, expected: readonly number[], tolerance: number) => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, h) => assert.ok(Math.abs(actual[h]! - value) <= tolerance, `${actual} at ${h}`));
};

Deno.test("levelBefore: mean of the two values before each step", () => {
  assert.deepEqual(levelBefore(Float64Array.of(1, 3, 5, 9), 2), Float64Array.of(NaN, NaN, 2, 4, 7));
});

Deno.test("iterate: worked by hand", () => {
  // Level 5 of (4, 6): 5 + ½ (6 − 5) = 5.5; level 5.75 of (6, 5.5): 5.75 + ½ (5.5 − 5.75) = 5.625.
  const fitted = iterate(Float64Array.of(0, 4, 6), Float64Array.of(0.5), { lags: [1], level: 2 });
  assert.deepEqual(fitted.forecast(2), Float64Array.of(5.5, 5.625));
});

Deno.test("iterate: a recursion that explodes ends a width of the history beyond it", () => {
  const fitted = iterate(Float64Array.of(0, 10, 4), Float64Array.of(-50), { lags: [1], level: 3 });
  const path = fitted.forecast(20);
  assert.ok(path.every((value) => value >= -10 && value <= 20), String(path));
  assert.ok(path.includes(20));
});

Deno.test("lagRegression: finds the rule that made a series", () => {
  // 0.2 of the last value less 0.9 of the one before, all measured from the mean of the last four.
  const values = [3, -1, 2, 5];
  for (let t = 4; t < 60; t++) {
    const level = (values[t - 1]! + values[t - 2]! + values[t - 3]! + values[t - 4]!) / 4;
    values.push(level + 0.2 * (values[t - 1]! - level) - 0.9 * (values[t - 2]! - level));
  }
  const model = lagRegression({ name: "lags", lags: [1, 2], level: 4, penalty: 1e-12, history: 1000 });
  assertNear(predict(model, series(values.slice(0, 50)), {}, 10), values.slice(50), 1e-6);
});

Deno.test("lagRegression: steps missing at the end are forecast first", () => {
  const wave = Array.from({ length: 64 }, (_, t) => 10 + [3, 1, -4, 0][t % 4]!);
  const model = lagRegression({ name: "lags", lags: [1, 4], level: 4, penalty: 1e-9, history: 1000 });
  assertNear(predict(model, series([...wave, NaN, NaN]), {}, 2), [6, 10], 1e-4);
});
