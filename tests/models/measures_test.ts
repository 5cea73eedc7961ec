import assert from "node:assert/strict";
import {
  bias,
  coverage,
  mae,
  mape,
  mase,
  pinball,
  rmse,
  smape,
  wape,
} from "../../lib/models/accuracy/measures.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";

const of = (...values: number[]) => Float64Array.from(values);
const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

// Errors: +1, −3, 0, +4.
const ACTUAL = Object.freeze([10, 20, 40, 0]);
const actual = of(...ACTUAL);
const predicted = of(11, 17, 40, 4);

Deno.test("mae: mean of 1, 3, 0 and 4", () => close(mae(actual, predicted), 2));
Deno.test("rmse: root of the mean of 1, 9, 0 and 16", () => close(rmse(actual, predicted), Math.sqrt(6.5)));
Deno.test("bias: mean of +1, −3, 0 and +4", () => close(bias(actual, predicted), 0.5));
Deno.test("mape: leaves out the actual of zero", () => close(mape(actual, predicted), (10 + 15 + 0) / 3));
Deno.test("smape: 200 where one of both is zero, 0 where both are equal", () => {
  close(smape(actual, predicted), (200 / 21 + 600 / 37 + 0 + 200) / 4);
  close(smape(of(0), of(0)), 0);
});
Deno.test("wape: 8 of 70", () => close(wape(actual, predicted), 800 / 70));
Deno.test("mase: mae over the scale", () => close(mase(actual, predicted, 4), 0.5));
Deno.test("mase: refuses a scale of zero", () =>
  assert.throws(() => mase(actual, predicted, 0), /scale must be above zero: 0/));

Deno.test("pinball: the 90th percentile costs 0.9 per unit too low and 0.1 per unit too high", () => {
  close(pinball(of(10), of(8), 0.9), 1.8);
  close(pinball(of(10), of(12), 0.9), 0.2);
});

Deno.test("coverage: the ends of an interval belong to it", () => {
  close(coverage(of(1, 2, 3, 4), of(1, 3, 0, 0), of(2, 4, 3, 3)), 0.5);
});

Deno.test("measures: arrays of different length are refused", () => {
  assert.throws(() => mae(of(1, 2), of(1)), /equally many and at least one: 2 and 1/);
  assert.throws(() => mae(of(), of()), RangeError);
});

Deno.test("measures: inputs are left alone", () => {
  for (const measure of [mae, rmse, bias, mape, smape, wape]) measure(actual, predicted);
  assert.deepEqual([...actual], ACTUAL);
});

Deno.test("seasonalScale: mean of |3 − 1| and |5 − 2|, a pair with a gap left out", () => {
  close(seasonalScale(of(1, 2, 3, 5), 2), 2.5);
  close(seasonalScale(of(1, 2, 3, 5, NaN, 7), 2), (2 + 3 + 2) / 3);
});

Deno.test("seasonalScale: nothing to go by with fewer pairs than a season", () => {
  assert.ok(Number.isNaN(seasonalScale(of(1, 2, 3), 2)));
});
