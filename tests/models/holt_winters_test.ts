import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { lastStep, PERCENT, RATE, type Series } from "../../lib/models/series.ts";
import {
  extrapolate,
  firstState,
  holtWinters,
  optimise,
  run,
} from "../../lib/models/smoothing/holt_winters.ts";

const WEEKS = [
  [42, 44, 43, 45, 46, 30, 28],
  [43, 45, 45, 46, 48, 31, 30],
  [44, 47, 45, 48, 49, 33, 30],
  [46, 48, 47, 49, 51, 34, 32],
].flat();
const series = (values: readonly number[]): Series => ({
  start: 0,
  values: Float64Array.from(values),
  season: 7,
  bounds: RATE,
});
const near = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, index) =>
    assert.ok(Math.abs(value - actual[index]!) <= tolerance, `${actual[index]} is not ${value}`)
  );

Deno.test("run: level, trend and forecast as statsmodels 0.15 has them", () => {
  // ETSModel(y, "add", "add", damped_trend=True, seasonal="add", seasonal_periods=7), known start, smooth([…]).
  const state = { level: 40, trend: 0.1, season: Float64Array.of(2, 3, 2.5, 4, 5, -8, -8.5) };
  run(series(WEEKS), { alpha: 0.3, beta: 0.05, gamma: 0.2, phi: 0.9 }, state);
  near([state.level, state.trend], [43.73646879968825, 0.04220423080147283], 1e-9);
  near(
    extrapolate({ ...state, season: [...state.season], phi: 0.9, end: lastStep(series(WEEKS)) }, 10),
    [
      46.653524,
      48.221486,
      47.052026,
      48.672313,
      49.741197,
      34.342923,
      33.204897,
      46.83187,
      48.381998,
      47.196487,
    ],
    1e-6,
  );
});

Deno.test("run: the error returned is that of forecasts a season ahead", () => {
  // Nothing is learnt, so a week ahead says level 10 and no season: errors 0, then 3 on one of seven days.
  const still = { level: 10, trend: 0, season: new Float64Array(7) };
  const values = [...Array<number>(13).fill(10), 13];
  assert.equal(run(series(values), { alpha: 0, beta: 0, gamma: 0, phi: 0.9 }, still), 9 / 7);
});

Deno.test("run: a gap moves the level on by its damped trend", () => {
  const state = { level: 10, trend: 1, season: new Float64Array(7) };
  run(series([NaN, NaN]), { alpha: 0.5, beta: 0.1, gamma: 0.1, phi: 0.5 }, state);
  assert.deepEqual([state.level, state.trend], [10.75, 0.25]);
});

Deno.test("run: the level of a percent metric stays within 0 to 100", () => {
  const state = { level: 99, trend: 5, season: new Float64Array(7) };
  run({ ...series([100, 100, 100]), bounds: PERCENT }, { alpha: 0.5, beta: 0, gamma: 0, phi: 0.99 }, state);
  assert.equal(state.level, 100);
});

Deno.test("firstState: mean of the first weeks and each weekday's distance from it", () => {
  const { level, trend, season } = firstState(series([1, 2, 3, 4, 5, 6, 7]));
  assert.deepEqual([level, trend, ...season], [4, 0, -3, -2, -1, 0, 1, 2, 3]);
});

Deno.test("optimise: better than where it starts", () => {
  const first = firstState(series(WEEKS));
  const error = (smoothing: Parameters<typeof run>[1]) =>
    run(series(WEEKS), smoothing, { ...first, season: first.season.slice() });
  const start = { alpha: 0.12, beta: 0.002, gamma: 0.04, phi: 0.97 };
  assert.ok(error(optimise(series(WEEKS), first, 200)) < error(start));
});

Deno.test("holtWinters: learns nothing from before its window", () => {
  const model = holtWinters({ history: 28, max_evaluations: 100 });
  const recent = series(WEEKS);
  const long = { ...series([...Array<number>(35).fill(90), ...WEEKS]) };
  assert.deepEqual(predict(model, { ...recent, start: 35 }, {}, 14), predict(model, long, {}, 14));
});
