import assert from "node:assert/strict";
import { lagRegression } from "../../lib/models/autoregression/lag_regression.ts";
import { type Model, predict } from "../../lib/models/model.ts";
import { drift } from "../../lib/models/naive/drift.ts";
import { windowMedian } from "../../lib/models/naive/window_median.ts";
import { type Series, upTo } from "../../lib/models/series.ts";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { inLogs } from "../../lib/models/transform/logs.ts";
import { backtest, isAble, originsOf } from "../../lib/panel/backtest.ts";
import { combined, memberChoice } from "../../lib/panel/combine.ts";
import { forecastAll } from "../../lib/panel/forecast.ts";
import { outcomeOf, type OutcomeSettings, testOf } from "../../lib/panel/outcome.ts";
import { daily, REGRESSION } from "./cases.ts";

const series = (values: ArrayLike<number>, season = 7) => ({
  start: 100,
  values: Float64Array.from(values),
  season,
  bounds: { min: -Infinity, max: Infinity },
});
const count = (n: number) => Array.from({ length: n }, (_, t) => t);

Deno.test("originsOf: whole seasons apart, the last a horizon before the end, enough history before each", () => {
  // 200 values: 14 ahead from step 285 on, a week apart: two weeks would leave less than half before the first.
  assert.deepEqual(originsOf(series(count(200)), 14), [
    208,
    215,
    222,
    229,
    236,
    243,
    250,
    257,
    264,
    271,
    278,
    285,
  ]);
  // 40 values: whole weeks would leave room for two.
  assert.deepEqual(originsOf(series(count(40)), 7), [120, 123, 126, 129, 132]);
});

Deno.test("originsOf: a series shorter than the horizon is tested on a third of it, one of two values not", () => {
  assert.deepEqual(originsOf(series(count(9)), 56), [104, 105]);
  assert.deepEqual(originsOf(series(count(2)), 56), []);
});

Deno.test("backtest: actuals after each origin, missing beyond the end; forecasts from what was known", () => {
  const { actuals, models } = backtest(series(count(9)), [lastValue], 4);
  assert.deepEqual(actuals, [Float64Array.of(5, 6, 7, 8), Float64Array.of(6, 7, 8, NaN)]);
  assert.deepEqual(models[0]!.forecasts, [4, 5].map((last) => new Float64Array(4).fill(last)));
});

Deno.test("isAble: the median is for series with many zeros", () => {
  assert.equal(isAble(windowMedian(28), series([0, 3, 5, 0, 9])), true);
  assert.equal(isAble(windowMedian(28), series([1, 3, 5, 2, 9])), false);
});

Deno.test("isAble: a model of logarithms takes no zeros", () => {
  assert.equal(isAble(inLogs(lastValue), series([1, 2])), true);
  assert.equal(isAble(inLogs(lastValue), series([1, 0])), false);
});

const tested = (errors: readonly (readonly number[])[]) => ({
  refused: [],
  origins: errors[0]!.map((_, origin) => origin),
  actuals: errors[0]!.map(() => Float64Array.of(0)),
  models: errors.map((of, index) => ({
    model: { ...lastValue, name: `m${index}` },
    forecasts: of.map((error) => Float64Array.of(error)),
  })),
});

Deno.test("memberChoice: the best, and those that err little more, by the inverse sixth power of their errors", () => {
  const members = memberChoice(tested([[1, 1], [4, 4], [1.25, 1.25]]))();
  assert.deepEqual(members.map(({ of }) => of.model.name), ["m0", "m2"]);
  // 1 and 1 / 1.25⁶ = 0.26214
  assert.ok(Math.abs(members[0]!.weight - 1 / 1.262144) < 1e-12);
});

Deno.test("backtest: going on from what was learnt forecasts like learning anew, where all is learnt at once", () => {
  const model = lagRegression({ name: "lags", lags: [1, 2, 7], level: 7, penalty: 1e-5, history: 999 });
  const past = { ...series(daily("onward", 220)), bounds: { min: 0, max: Infinity } };
  const { forecasts } = backtest(past, [model], 14).models[0]!;
  originsOf(past, 14).forEach((origin, index) => {
    predict(model, upTo(past, origin), {}, 14).forEach((value, h) =>
      assert.ok(Math.abs(value - forecasts[index]![h]!) < 1e-6)
    );
  });
});

Deno.test("backtest: a costly model that is nowhere near the best is dropped, one that is stays", () => {
  const named = (name: string, add: number) => ({
    ...lastValue,
    name,
    fit: (of: Series) => ({ forecast: (h: number) => new Float64Array(h).fill(of.values.at(-1)! + add) }),
  });
  const of = (add: number) =>
    backtest(series(daily("costly", 200)), [lastValue, named("prophet", add)], 14).models.length;
  assert.deepEqual([of(0.1), of(500)], [2, 1]);
});

Deno.test("memberChoice: of two that err alike the naive one comes first", () => {
  const { origins, actuals, models } = tested([[1, 1], [1, 1.02]]);
  const learned = { ...models[0]!, model: { ...models[0]!.model, naive: false } };
  const members = memberChoice({ refused: [], origins, actuals, models: [learned, models[1]!] })();
  assert.deepEqual(members.map(({ of }) => of.model.name), ["m1", "m0"]);
});

Deno.test("memberChoice: what a learned model gained at two origins is half believed", () => {
  const { origins, actuals, models } = tested([[1, 1], [4, 4]]);
  const learned = { ...models[0]!, model: { ...models[0]!.model, naive: false } };
  const near = { ...models[1]!, forecasts: [Float64Array.of(1.2), Float64Array.of(1.2)] };
  const weights = memberChoice({ refused: [], origins, actuals, models: [learned, near] })().map((
    { weight },
  ) => weight);
  // √(1 · 0.95 · 1.2) against 0.95 · 1.2: as 1 to √1.14 to the minus sixth power.
  assert.ok(Math.abs(weights[0]! / weights[1]! - 1.14 ** 3) < 1e-9);
});

Deno.test("memberChoice: a year that repeats speaks for the models that know it", () => {
  const { origins, actuals, models } = tested([[1, 1], [1.1, 1.1]]);
  const named = (index: number, name: string) => ({
    ...models[index]!,
    model: { ...models[index]!.model, name, naive: false },
  });
  const compared = { refused: [], origins, actuals, models: [named(0, "theta"), named(1, "prophet")] };
  assert.equal(memberChoice(compared)()[0]!.of.model.name, "theta");
  assert.deepEqual(memberChoice(compared, 0.5)().map(({ of }) => of.model.name), ["prophet"]);
});

Deno.test("memberChoice: an origin left out has no say", () => {
  const choose = memberChoice(tested([[1, 1, 90], [10, 10, 10]]));
  assert.equal(choose()[0]!.of.model.name, "m1");
  assert.equal(choose((origin) => origin !== 2)[0]!.of.model.name, "m0");
});

Deno.test("memberChoice: of origins that look at the same values a learned model gets less credit", () => {
  const { actuals, models } = tested([[1, 1], [4, 4]]);
  const learned = { ...models[0]!, model: { ...models[0]!.model, naive: false } };
  const near = { ...models[1]!, forecasts: [Float64Array.of(1.2), Float64Array.of(1.2)] };
  const ratio = (origins: number[]) => {
    const members = memberChoice({ refused: [], origins, actuals, models: [learned, near] })();
    return members[0]!.weight / members[1]!.weight;
  };
  // Two origins are half believed, twice the same one a third.
  assert.ok(Math.abs(ratio([0, 1]) - 1.14 ** 3) < 1e-9);
  assert.ok(Math.abs(ratio([0, 0]) - 1.14 ** 2) < 1e-9);
});

Deno.test("memberChoice: one without errors is alone", () => {
  assert.deepEqual(memberChoice(tested([[1, 1], [0, 0]]))().map(({ weight }) => weight), [1]);
});

Deno.test("combined: median, weighted mean and half of each, step by step", () => {
  const forecasts = [Float64Array.of(1, 10), Float64Array.of(2, 40), Float64Array.of(9, 20)];
  assert.deepEqual(combined(forecasts, [0.5, 0.25, 0.25], "median"), Float64Array.of(2, 20));
  assert.deepEqual(combined(forecasts, [0.5, 0.25, 0.25], "weighted_mean"), Float64Array.of(3.25, 20));
  assert.deepEqual(combined(forecasts, [0.5, 0.25, 0.25], "blend"), Float64Array.of(2.625, 20));
});

const forecastOne = (series: Series, settings: OutcomeSettings) =>
  outcomeOf(testOf(series, settings), settings);

Deno.test("outcomeOf: constant, one value, and too short to test", () => {
  const asked = { models: [lastValue], horizon: 2, combine: "median", context: {} } as const;
  const constant = forecastOne(series([4, 4, NaN, 4, 4, 4, 4]), asked);
  assert.deepEqual([constant.model, ...constant.mean], ["last_value", 4, 4]);
  assert.deepEqual(constant.errors, [Float64Array.of(0, 0)]);
  // Fewer than five errors tell nothing of the next.
  for (const few of [[4], [4, 4, 4], [4, 6, 5]]) assert.deepEqual(forecastOne(series(few), asked).errors, []);
  assert.deepEqual(forecastOne(series([4, 6]), asked).mean, Float64Array.of(6, 6));
});

Deno.test("outcomeOf: a model that cannot be fitted leaves the series to the others, and is named", () => {
  const broken: Model = {
    ...drift,
    name: "broken",
    fit: () => {
      throw new RangeError("Cannot fit");
    },
  };
  const asked = { models: [broken, lastValue], horizon: 2, combine: "blend", context: {} } as const;
  const { model, refused } = forecastOne(series(daily("broken", 60)), asked);
  assert.deepEqual([model, refused], ["last_value", ["broken"]]);
});

Deno.test("outcomeOf: a series long silent is tested on the time when it was not", () => {
  const silent = series([...count(60), ...Array<number>(90).fill(NaN)]);
  const { mean, errors } = forecastOne(silent, {
    models: [lastValue],
    horizon: 2,
    combine: "blend",
    context: {},
  });
  assert.deepEqual(mean, Float64Array.of(59, 59));
  assert.ok(errors.length > 0);
  for (const error of errors) assert.deepEqual(error, Float64Array.of(1, 2));
});

Deno.test("forecastAll: what was never below zero is not forecast below zero, what was is", () => {
  const asked = {
    frequency: "daily",
    season: 1,
    horizon: 9,
    models: ["drift"],
    combine: "median",
    regression: REGRESSION,
  } as const;
  const falling = Float64Array.from({ length: 9 }, (_, t) => 16 - 2 * t);
  const [bounded, free] = forecastAll([
    { start: 0, values: falling },
    { start: 0, values: falling.map((value) => value - 4) },
  ], asked);
  assert.equal(Math.min(...bounded!.mean), 0);
  assert.equal(Math.min(...free!.mean), -22);
});
