import assert from "node:assert/strict";
import { DAYS_PER_YEAR, logGrowth } from "../../lib/telemetry/growth.ts";

const perDay = (rate: number) => rate * DAYS_PER_YEAR;
const near = (actual: Float64Array, expected: number[]) => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) =>
    assert.ok(Math.abs(actual[index]! - value) < 1e-12, `day ${index}: ${actual[index]}`)
  );
};

Deno.test("logGrowth: a steady rate is a straight line through 0 on the anchor day", () => {
  near(logGrowth([{ from: 100, rate: perDay(0.01) }], 100, 4, 102), [-0.02, -0.01, 0, 0.01]);
});

Deno.test("logGrowth: bends where the rate changes, on either side of the anchor", () => {
  const periods = [{ from: 0, rate: perDay(1) }, { from: 2, rate: perDay(3) }, { from: 4, rate: perDay(-1) }];
  near(logGrowth(periods, 0, 7, 0), [0, 1, 2, 5, 8, 7, 6]);
  near(logGrowth(periods, 0, 7, 6), [-6, -5, -4, -1, 2, 1, 0]);
});

Deno.test("logGrowth: the anchor may lie outside the days asked for", () => {
  const periods = [{ from: 0, rate: perDay(0.5) }];
  near(logGrowth(periods, 10, 2, 20), [-5, -4.5]);
});
