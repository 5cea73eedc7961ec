/** What every model of the panel forecasts promises. */
import assert from "node:assert/strict";
import { type Model, predict } from "../../lib/models/model.ts";
import { type Series, upTo } from "../../lib/models/series.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import type { Frequency } from "../../lib/panel/settings.ts";
import { daily, hourly, REGRESSION } from "./cases.ts";
import { trainedModels } from "./trained.ts";

const UNBOUNDED = { min: -Infinity, max: Infinity };
const HORIZON = 60;
const DAYS = { start: 19723, values: daily("properties", 400), season: 7, bounds: UNBOUNDED };
const HOURS = { start: 473352, values: hourly("properties", 900), season: 24, bounds: UNBOUNDED };

/** Those of a series by itself, and those that have learnt from it and others. */
const allModels = (frequency: Frequency, series: Series, make: typeof daily) => () => [
  ...candidates(frequency, series.season, REGRESSION),
  ...trainedModels(frequency, series, make, HORIZON),
];

const cases = [
  { name: "daily", models: allModels("daily", DAYS, daily), series: DAYS },
  { name: "hourly", models: allModels("hourly", HOURS, hourly), series: HOURS },
];

const forecast = (model: Model, series: Series) => predict(model, series, {}, HORIZON);
const withValues = (series: Series, values: Float64Array): Series => ({ ...series, values });
function assertNear(actual: Float64Array, wanted: Float64Array, tolerance: number, name: string) {
  actual.forEach((value, h) =>
    assert.ok(
      Math.abs(value - wanted[h]!) <= tolerance,
      `${name}, step ${h + 1}: ${value} is not ${wanted[h]}`,
    )
  );
}

for (const { name, models, series } of cases) {
  Deno.test(`every ${name} model: named once, and finite`, () => {
    const names = models().map((model) => model.name);
    assert.equal(new Set(names).size, names.length);
    for (const model of models()) assert.ok(forecast(model, series).every(Number.isFinite), model.name);
  });

  Deno.test(`every ${name} model: the same series gives the same forecast, and a shorter one begins like it`, () => {
    models().forEach((model, index) => {
      const again = forecast(models()[index]!, withValues(series, series.values.slice()));
      assert.deepEqual(forecast(model, series), again, model.name);
      assert.deepEqual(again.slice(0, 9), predict(model, series, {}, 9), model.name);
    });
  });

  Deno.test(`every ${name} model: spoiling what comes after the origin does not move the forecast`, () => {
    const origin = series.start + series.values.length - 41;
    const spoilt = withValues(
      series,
      series.values.map((value, t) => series.start + t > origin ? 7 * value : value),
    );
    for (const model of models()) {
      assert.deepEqual(
        forecast(model, upTo(spoilt, origin)),
        forecast(model, upTo(series, origin)),
        model.name,
      );
    }
  });

  Deno.test(`every ${name} model: constant in, constant out`, () => {
    for (const level of [0.1, 42]) {
      const constant = withValues(series, series.values.map(() => level));
      for (const model of models()) {
        assertNear(forecast(model, constant), new Float64Array(HORIZON).fill(level), 1e-6, model.name);
      }
    }
  });

  Deno.test(`every ${name} model: twice the load, twice the forecast`, () => {
    const double = withValues(series, series.values.map((value) => 2 * value));
    for (const model of models()) {
      const wanted = forecast(model, series).map((value) => 2 * value);
      assertNear(forecast(model, double), wanted, 1e-2, model.name);
    }
  });

  Deno.test(`every ${name} model: gaps within, before and at the end are borne`, () => {
    const n = series.values.length;
    const gaps = withValues(
      series,
      series.values.map((value, t) =>
        t < 5 || (t > 200 && t < 230) || t % 17 === 0 || t > n - 6 ? NaN : value
      ),
    );
    for (const model of models()) {
      assertNear(forecast(model, gaps), forecast(model, series), 30, model.name);
    }
  });

  Deno.test(`every ${name} model: works on its shortest history and refuses a shorter one`, () => {
    const latest = (steps: number): Series => ({
      ...series,
      start: series.start + series.values.length - steps,
      values: series.values.slice(series.values.length - steps),
    });
    for (const model of models()) {
      const least = model.minimumHistory(series.season);
      assert.ok(forecast(model, latest(least)).every(Number.isFinite), model.name);
      assert.equal(isAble(model, latest(least - 1)), false, model.name);
    }
  });
}
