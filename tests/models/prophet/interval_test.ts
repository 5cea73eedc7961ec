import assert from "node:assert/strict";
import { interval, type IntervalSettings, laplace, quantile } from "../../../lib/models/prophet/interval.ts";
import { prophetFitter, type ProphetSettings } from "../../../lib/models/prophet/prophet.ts";
import { predict } from "../../../lib/models/model.ts";
import { prophet } from "../../../lib/models/prophet/prophet.ts";
import { PERCENT, type Series } from "../../../lib/models/series.ts";
import { stream } from "../../../lib/random/stream.ts";
import { PROPHET } from "./cases.ts";
import { UNBOUNDED } from "./series.ts";

/** A straight line with noise of standard deviation 1, and the days after it. */
function line(seed: number): { series: Series; after: Float64Array } {
  const { normal } = stream(seed, "line");
  const values = Float64Array.from({ length: 460 }, (_, t) => 40 + t / 50 + normal());
  return {
    series: { start: 19000, values: values.slice(0, 400), season: 7, bounds: UNBOUNDED },
    after: values.slice(400),
  };
}

const SETTINGS: IntervalSettings = { level: 0.8, paths: 400, seed: 1, address: ["interval"] };
const bounds = (
  series: Series,
  change: Partial<IntervalSettings> = {},
  settings: Partial<ProphetSettings> = {},
  horizon = 60,
) =>
  interval(prophetFitter({ ...PROPHET, ...settings })(series, {}), series, horizon, {
    ...SETTINGS,
    ...change,
  });

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

Deno.test("laplace: symmetric, with the mean distance asked for", () => {
  const draws = stream(1, "laplace");
  const values = Array.from({ length: 20000 }, () => laplace(draws, 3));
  assert.ok(Math.abs(mean(values)) < 0.1);
  assert.ok(Math.abs(mean(values.map(Math.abs)) - 3) < 0.1);
});

Deno.test("quantile: interpolated between neighbours (R-7)", () => {
  const values = Float64Array.of(1, 2, 4, 8);
  assert.deepEqual([0, 0.5, 0.75, 1].map((level) => quantile(values, level)), [1, 3, 5, 8]);
});

Deno.test("interval: 80 % of the values of a straight line lie inside", () => {
  const inside = Array.from({ length: 20 }, (_, seed) => {
    const { series, after } = line(seed);
    const { lower, upper } = bounds(series);
    return mean(after.map((value, h) => Number(value >= lower[h]! && value <= upper[h]!)));
  });
  assert.ok(Math.abs(mean(inside) - 0.8) < 0.05, `${mean(inside)}`);
});

Deno.test("interval: around the forecast, as wide as the noise", () => {
  const { series } = line(3);
  const { lower, upper } = bounds(series, {}, { changepoints: 0 });
  predict(prophet(PROPHET), series, {}, 60).forEach((value, h) => {
    assert.ok(lower[h]! < value && value < upper[h]!);
    // Two bounds at 1.28 standard deviations, from 400 draws.
    assert.ok(Math.abs(upper[h]! - lower[h]! - 2.56) < 0.6, `${upper[h]! - lower[h]!}`);
  });
});

Deno.test("interval: wider further ahead when the trend has bent before, and for a higher level", () => {
  const { normal } = stream(4, "bent");
  const values = Float64Array.from({ length: 500 }, (_, t) => 30 + Math.abs((t % 200) - 100) / 5 + normal());
  const bent = { start: 19000, values, season: 7, bounds: UNBOUNDED };
  const { lower, upper } = bounds(bent, {}, {}, 180);
  const width = upper.map((value, h) => value - lower[h]!);
  assert.ok(mean(width.slice(150)) > 1.5 * mean(width.slice(0, 30)));
  const wide = bounds(bent, { level: 0.95 }, {}, 180);
  assert.ok(width.every((value, h) => wide.upper[h]! - wide.lower[h]! > value));
});

Deno.test("interval: the same address, the same bounds; another address, others", () => {
  const { series } = line(5);
  assert.deepEqual(bounds(series), bounds(series));
  assert.notDeepEqual(bounds(series), bounds(series, { address: ["elsewhere"] }));
  assert.notDeepEqual(bounds(series), bounds(series, { seed: 2 }));
});

Deno.test("interval: a longer horizon begins like a shorter one", () => {
  const { series } = line(6);
  const [long, short] = [bounds(series, {}, {}, 60), bounds(series, {}, {}, 15)];
  assert.deepEqual(long.lower.slice(0, 15), short.lower);
  assert.deepEqual(long.upper.slice(0, 15), short.upper);
});

Deno.test("interval: within the bounds of the series; none around a constant", () => {
  const high = {
    ...line(7).series,
    bounds: PERCENT,
    values: line(7).series.values.map((value) => Math.min(100, value + 55)),
  };
  assert.ok(bounds(high, { level: 0.99 }).upper.every((value) => value <= 100));
  const constant = { ...high, values: new Float64Array(100).fill(42) };
  assert.deepEqual(bounds(constant), {
    lower: new Float64Array(60).fill(42),
    upper: new Float64Array(60).fill(42),
  });
});

Deno.test("interval: refuses a level that is no share", () => {
  assert.throws(() => bounds(line(8).series, { level: 80 }), /level must be between 0 and 1: 80/);
});
