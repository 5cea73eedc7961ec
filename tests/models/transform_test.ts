import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { seasonalNaive } from "../../lib/models/naive/seasonal_naive.ts";
import { inLogs } from "../../lib/models/transform/logs.ts";
import { withPeriod } from "../../lib/models/transform/period.ts";

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

Deno.test("inLogs: what doubles every season goes on doubling", () => {
  const doubling = {
    ...seasonalNaive,
    name: "double",
    fit: () => ({ forecast: () => Float64Array.of(Math.log(8)) }),
  };
  assertNear(predict(inLogs(doubling), series([1, 2, 4, 8]), {}, 1), [8], 1e-12);
  assert.throws(
    () => predict(inLogs(seasonalNaive), series([1, 0, 2, 3]), {}, 1),
    /Cannot fit seasonal_naive_log as every value must be above zero: 0/,
  );
});

Deno.test("withPeriod: the other season is used, needed and named", () => {
  const model = withPeriod(seasonalNaive, 6);
  assert.equal(model.name, "seasonal_naive_6");
  assert.equal(model.minimumHistory(4), 6);
  assert.deepEqual(predict(model, series([1, 2, 3, 4, 5, 6], 2), {}, 3), Float64Array.of(1, 2, 3));
});
