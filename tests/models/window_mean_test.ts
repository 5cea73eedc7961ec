import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { windowMean } from "../../lib/models/naive/window_mean.ts";

const series = (values: ArrayLike<number>, season = 4) => ({
  start: 0,
  values: Float64Array.from(values),
  season,
  bounds: { min: -Infinity, max: Infinity },
});

Deno.test("windowMean: mean of the values present in the window", () => {
  assert.deepEqual(predict(windowMean(3), series([9, 2, NaN, 4]), {}, 2), Float64Array.of(3, 3));
});
