/** What the models page makes of a past forecast it has fetched. */
import assert from "node:assert/strict";
import { replayedDays, type ReplayedSeries, seenDays } from "../../src/components/models/replay.ts";

const model = {
  model: "theta",
  chosen: true,
  days: 1,
  mae: 1,
  coverage_80: 1,
  coverage_95: 1,
  predicted: [50, 99],
};
const cutoff = { cutoff: "2025-01-03", scale: 2, models: [model] };
const SERIES: ReplayedSeries = {
  server_id: "A",
  metric: "cpu_p95",
  observed: { from: "2025-01-01", values: [1, 2, 3, 51, null] },
  cutoffs: [cutoff],
};
const QUANTILES = { q025: [-30, -3], q10: [-2, -2], q90: [2, 2], q975: [3, 3] };

Deno.test("replayedDays: each day beside what happened, bounds in the series' scale and within what a percentage can be", () => {
  const [first, second] = replayedDays(SERIES, cutoff, model, { ...model, predicted: [40, 41] }, QUANTILES);
  assert.deepEqual(first, {
    date: new Date("2025-01-04"),
    actual: 51,
    predicted: 50,
    naive: 40,
    lo_80: 46,
    hi_80: 54,
    lo_95: 0,
    hi_95: 56,
  });
  assert.equal(second?.actual, null);
  assert.equal(second?.hi_80, 100);
});

Deno.test("replayedDays: no bound without a scale or without quantiles, and none above for a network", () => {
  const [unscaled] = replayedDays(SERIES, { ...cutoff, scale: null }, model, undefined, QUANTILES);
  assert.equal(unscaled?.lo_80, null);
  assert.equal(replayedDays(SERIES, cutoff, model, undefined, undefined)[0]?.hi_95, null);
  const network = { ...SERIES, metric: "net_in_p95" };
  assert.equal(replayedDays(network, cutoff, model, undefined, QUANTILES)[1]?.hi_80, 103);
});

Deno.test("seenDays: the days up to the cutoff and none after", () => {
  assert.deepEqual(seenDays(SERIES, "2025-01-03", 2), [
    { date: new Date("2025-01-02"), value: 2 },
    { date: new Date("2025-01-03"), value: 3 },
  ]);
});
