/** What every model promises, held against every model. */
import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { canFit, type FitContext, type Model, predict } from "../../lib/models/model.ts";
import { candidates, scored } from "../../lib/models/models.ts";
import { lastStep, PERCENT, RATE, type Series, upTo } from "../../lib/models/series.ts";
import { configured } from "../configured.ts";
import { simulate, simulatedCalendar } from "./simulate.ts";

const FROM = "2022-01-01";
const DAYS = 900;
const HORIZON = 180;

// Models are made anew for every call: nothing may depend on what was fitted before.
// Models of all series together forecast no series alone: tests/models/global holds them to what they promise.
const models = () => scored(configured("models")).filter(({ global }) => !global);
const learning = () => candidates(configured("models")).filter(({ global }) => !global);

const { series, expected } = simulate("properties", FROM, DAYS, HORIZON);
const context: FitContext = {
  regressors: simulatedCalendar(FROM, DAYS + HORIZON),
  expected: { start: series.start, values: expected },
};
const withValues = (values: Float64Array, change: Partial<Series> = {}): Series => ({
  ...series,
  values,
  ...change,
});
const forecast = (model: Model, of: Series) => predict(model, of, context, HORIZON);

function assertNear(actual: Float64Array, wanted: Float64Array, tolerance: number, model: Model) {
  actual.forEach((value, h) =>
    assert.ok(
      Math.abs(value - wanted[h]!) <= tolerance,
      `${model.name} on day ${h + 1}: ${value} is not ${wanted[h]}`,
    )
  );
}

Deno.test("every model: named once, the baseline among them", () => {
  const names = models().map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes("weekday_mean"));
});

Deno.test("every model: as many finite values within bounds as asked for", () => {
  for (const model of models()) {
    const values = forecast(model, series);
    assert.equal(values.length, HORIZON, model.name);
    assert.ok(values.every((value) => value >= 0 && value <= 100), model.name);
  }
});

Deno.test("every model: bounded when the series runs into its bound", () => {
  const climbing = Float64Array.from({ length: DAYS }, (_, t) => Math.min(100, 40 + t / 14));
  const falling = climbing.map((value) => 100 - value);
  for (const model of learning()) {
    for (const [values, bounds] of [[climbing, PERCENT], [falling, RATE]] as const) {
      const ahead = forecast(model, withValues(values, { bounds }));
      assert.ok(ahead.every((value) => value >= bounds.min && value <= bounds.max), model.name);
    }
  }
});

Deno.test("every model: the same series gives the same forecast", () => {
  models().forEach((model, index) => {
    const again = forecast(models()[index]!, withValues(series.values.slice()));
    assert.deepEqual(forecast(model, series), again, model.name);
  });
});

Deno.test("every model: a longer horizon begins like a shorter one", () => {
  for (const model of models()) {
    assert.deepEqual(forecast(model, series).slice(0, 30), predict(model, series, context, 30), model.name);
  }
});

Deno.test("every model: spoiling the days after the cutoff does not move the forecast", () => {
  const cutoff = series.start + 600;
  const spoilt = withValues(
    series.values.map((value, t) => series.start + t > cutoff ? 1000 - value : value),
  );
  for (const model of models()) {
    assert.deepEqual(
      forecast(model, upTo(spoilt, cutoff)),
      forecast(model, upTo(series, cutoff)),
      model.name,
    );
  }
});

Deno.test("every model: spoiling the last days before the cutoff does move it", () => {
  const spoilt = withValues(series.values.map((value, t) => t > DAYS - 15 ? value / 2 : value));
  for (const model of learning()) {
    assert.notDeepEqual(forecast(model, spoilt), forecast(model, series), model.name);
  }
});

Deno.test("every model: constant in, constant out", () => {
  for (const level of [0, 42]) {
    const constant = withValues(new Float64Array(DAYS).fill(level));
    for (const model of learning()) {
      assertNear(forecast(model, constant), new Float64Array(HORIZON).fill(level), 1e-9, model);
    }
  }
});

Deno.test("every model: twice the load, twice the forecast", () => {
  const rate = withValues(series.values, { bounds: RATE });
  const double = withValues(series.values.map((value) => 2 * value), { bounds: RATE });
  for (const model of learning()) {
    assertNear(forecast(model, double), forecast(model, rate).map((value) => 2 * value), 1e-6, model);
  }
});

Deno.test("models that add their effects: five points more, five points more forecast", () => {
  const adding = [
    "last_value",
    "window_mean",
    "weekday_mean",
    "seasonal_naive",
    "drift",
    "theta",
    "seasonal_smoothing",
    "holt_winters",
    "mstl",
  ];
  const found = learning().filter(({ name }) => adding.includes(name));
  assert.equal(found.length, adding.length);
  const higher = withValues(series.values.map((value) => value + 5));
  for (const model of found) {
    assertNear(
      forecast(model, higher),
      forecast(model, series).map((value) => value + 5),
      1e-3,
      model,
    );
  }
});

Deno.test("models with a season: a clean week goes on on the right weekdays", () => {
  const week = [50, 51, 52, 53, 49, 30, 25];
  const values = Float64Array.from({ length: 200 }, (_, t) => week[t % 7]!);
  const wanted = Float64Array.from({ length: HORIZON }, (_, h) => week[(200 + h) % 7]!);
  const flat = ["last_value", "window_mean", "drift"];
  const found = learning().filter(({ name }) => !flat.includes(name));
  // Ridge regression holds effects back by a trace.
  for (const model of found) assertNear(forecast(model, withValues(values)), wanted, 0.5, model);
});

Deno.test("every model: gaps within, before and at the end are borne", () => {
  const gaps = series.values.map((value, t) => t < 20 || (t > 400 && t < 440) || t > DAYS - 6 ? NaN : value);
  for (const model of models()) {
    assert.ok(forecast(model, withValues(gaps)).every(Number.isFinite), model.name);
  }
});

Deno.test("every model: works on its shortest history and refuses a shorter one", () => {
  for (const model of learning()) {
    const least = model.minimumHistory(series.season);
    assert.ok(forecast(model, withValues(series.values.slice(0, least))).every(Number.isFinite), model.name);
    const shorter = withValues(series.values.slice(0, least - 1));
    assert.equal(canFit(model, shorter, context), false, model.name);
    assert.throws(() => forecast(model, shorter), /Cannot fit/, model.name);
  }
});

Deno.test("every model: does without regressors", () => {
  for (const model of learning()) {
    assert.ok(predict(model, series, {}, HORIZON).every(Number.isFinite), model.name);
  }
});

Deno.test("every model: saved and restored through JSON, it forecasts the same to the last bit, also from a later day", () => {
  const gaps = withValues(series.values.map((value, t) => t > 400 && t < 440 ? NaN : value));
  const record = new Map(learning().map(({ name }, index) => [name, 1 + index / 100]));
  const known = { ...context, record };
  for (const  of of[series, gaps]) {
    learning().forEach((model, index) => {
      const fitted = model.fit(of, known);
      const state: unknown = JSON.parse(JSON.stringify(fitted.state));
      const again = learning()[index]!;
      const last = lastStep(of);
      assert.deepEqual(again.restore!(state, known, last).forecast(30), fitted.forecast(30), model.name);
      assert.deepEqual(
        again.restore!(state, known, last + 7).forecast(23),
        fitted.forecast(30).slice(7),
        model.name,
      );
      assert.throws(() => again.restore!({ other: 1 }, known, last), /./, model.name);
    });
  }
});

Deno.test("every model: what was fitted in one context does not answer in another", () => {
  for (const model of learning()) {
    const alone = predict(model, withValues(series.values), {}, HORIZON);
    const shared = withValues(series.values);
    predict(model, shared, context, HORIZON);
    assert.deepEqual(predict(model, shared, {}, HORIZON), alone, model.name);
  }
});

Deno.test("every model: hourly series too", () => {
  const shape = (hour: number) => 50 + 20 * Math.sin((2 * Math.PI * hour) / 24);
  const hourly: Series = {
    start: dayNumber(FROM) * 24,
    values: Float64Array.from({ length: 24 * 14 }, (_, t) => shape(t) + (t % 5) / 10),
    season: 24,
    bounds: PERCENT,
  };
  for (const model of learning()) {
    assert.ok(predict(model, hourly, {}, 48).every(Number.isFinite), model.name);
  }
});

Deno.test("oracle: is never a candidate and says what was expected", () => {
  assert.ok(!learning().some(({ oracle }) => oracle));
  const oracle = models().find(({ oracle }) => oracle)!;
  assert.deepEqual(forecast(oracle, series), expected.slice(DAYS));
  assert.equal(canFit(oracle, series, {}), false);
});
