import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { drift } from "../../lib/models/naive/drift.ts";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { seasonalNaive } from "../../lib/models/naive/seasonal_naive.ts";
import { weekdayMean } from "../../lib/models/naive/weekday_mean.ts";
import { RATE, type Series } from "../../lib/models/series.ts";

const series = (values: readonly number[], season = 3, start = 0): Series => ({
  start,
  values: Float64Array.from(values),
  season,
  bounds: RATE,
});

Deno.test("lastValue: repeats the last value, across a gap at the end", () => {
  assert.deepEqual([...predict(lastValue, series([1, 5]), {}, 3)], [5, 5, 5]);
  assert.deepEqual([...predict(lastValue, series([1, 5, NaN]), {}, 2)], [5, 5]);
});

Deno.test("drift: goes on along the line from first to last value", () => {
  assert.deepEqual([...predict(drift, series([2, 9, 6]), {}, 2)], [8, 10]);
});

Deno.test("drift: a gap at the end does not stop the clock", () => {
  assert.deepEqual([...predict(drift, series([2, 9, 6, NaN]), {}, 2)], [10, 12]);
});

Deno.test("seasonalNaive: repeats the last season", () => {
  assert.deepEqual([...predict(seasonalNaive, series([9, 9, 9, 1, 2, 3]), {}, 4)], [1, 2, 3, 1]);
});

Deno.test("seasonalNaive: a missing day falls back on the season before", () => {
  assert.deepEqual([...predict(seasonalNaive, series([7, 8, 9, 1, NaN, 3]), {}, 3)], [1, 8, 3]);
});

Deno.test("seasonalNaive: goes by the calendar, not by position", () => {
  // Steps 4 to 6 are phases 1, 2 and 0.
  assert.deepEqual([...predict(seasonalNaive, series([1, 2, 3], 3, 4), {}, 4)], [1, 2, 3, 1]);
});

Deno.test("weekdayMean: mean of each position in the season over the window", () => {
  const values = [100, 100, 100, 1, 2, 3, 3, 4, 5];
  assert.deepEqual([...predict(weekdayMean(6), series(values), {}, 3)], [2, 3, 4]);
});

Deno.test("weekdayMean: the window ends at the last present value", () => {
  assert.deepEqual([...predict(weekdayMean(3), series([1, 2, 3, NaN, NaN, NaN]), {}, 3)], [1, 2, 3]);
});

Deno.test("weekdayMean: a weekday not in the window is like the day before it", () => {
  assert.deepEqual([...predict(weekdayMean(4), series([1, 2, 3, 5, NaN, 7]), {}, 3)], [5, 5, 5]);
});
