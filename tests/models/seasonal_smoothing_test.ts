import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { seasonalSmoothing } from "../../lib/models/smoothing/seasonal_smoothing.ts";

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

Deno.test("seasonalSmoothing: two seasons and no noise go on as they were", () => {
  const at = (t: number) => 10 + [2, -1, -1][t % 3]! + [3, 0, -2, 1, -1, -1][t % 6]!;
  const model = seasonalSmoothing({ name: "two", periods: [3, 6], history: 1000, max_evaluations: 50 });
  const wanted = Array.from({ length: 9 }, (_, h) => at(60 + h));
  assertNear(predict(model, series(Array.from({ length: 60 }, (_, t) => at(t)), 3), {}, 9), wanted, 1e-9);
});
