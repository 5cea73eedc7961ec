import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { cutoffsBefore } from "../../lib/models/backtest/cutoffs.ts";
import { predictionColumns, predictions } from "../../lib/models/backtest/predictions.ts";
import { fits, fittedColumns } from "../../lib/models/forecasts/fits.ts";
import { forecasts } from "../../lib/models/forecasts/forecasts.ts";
import { quantilesOf } from "../../lib/models/forecasts/quantiles.ts";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { weekdayMean } from "../../lib/models/naive/weekday_mean.ts";
import type { FleetSeries, Panel } from "../../lib/models/read.ts";
import { PERCENT } from "../../lib/models/series.ts";

const START = dayNumber("2025-01-06");

/** One series that counts its days; `imputed` are positions filled by cleaning. */
function panelOf(days: number, imputed: readonly number[] = []): Panel {
  const values = Float64Array.from({ length: days }, (_, t) => t);
  const series: FleetSeries = {
    server_id: "SRV-0001",
    metric: "cpu_p95",
    region: "r",
    series: { start: START, values, season: 7, bounds: PERCENT },
    observed: values.map((value, t) => imputed.includes(t) ? NaN : value),
    expected: undefined,
  };
  return { series: [series], regressors: new Map(), lastDay: START + days - 1 };
}

Deno.test("cutoffsBefore: the last one a horizon before the end, the others at equal spacing", () => {
  assert.deepEqual(cutoffsBefore(1000, 180, { cutoffs: 3, spacing_days: 91 }), [638, 729, 820]);
});

Deno.test("predictions: what was known at the cutoff, for the days after it", () => {
  const [prediction] = predictions(panelOf(30), [lastValue], [START + 20], 3);
  assert.deepEqual([...prediction!.predicted], [20, 20, 20]);
  const { date, horizon_days, actual, cutoff } = predictionColumns([prediction!], 3);
  assert.deepEqual([...date as Int32Array], [21, 22, 23].map((t) => START + t));
  assert.deepEqual([...cutoff as Int32Array], [20, 20, 20].map((t) => START + t));
  assert.deepEqual([...horizon_days as Int32Array], [1, 2, 3]);
  assert.deepEqual([...actual as Float32Array], [21, 22, 23]);
});

Deno.test("predictions: an imputed day teaches but is not scored as an actual", () => {
  const [prediction] = predictions(panelOf(30, [20, 22]), [lastValue], [START + 20], 3);
  assert.equal(prediction!.predicted[0], 20);
  assert.deepEqual([...predictionColumns([prediction!], 3).actual as Float32Array], [21, NaN, 23]);
});

Deno.test("predictions: spoiling what comes after the cutoff changes actuals only", () => {
  const panel = panelOf(60);
  const spoilt = panelOf(60);
  for (let t = 41; t < 60; t++) spoilt.series[0]!.series.values[t] = 0;
  const models = [lastValue, weekdayMean(28)];
  const run = (of: Panel) =>
    predictions(of, models, [START + 40], 7).map(({ predicted, scale }) => [...predicted, scale]);
  assert.deepEqual(run(spoilt), run(panel));
});

Deno.test("predictions: a model that lacks history at a cutoff makes none there", () => {
  const made = predictions(panelOf(30), [lastValue, weekdayMean(28)], [START + 3, START + 20], 3);
  assert.deepEqual(made.map(({ model, cutoff }) => `${model} ${cutoff - START}`), [
    "last_value 3",
    "last_value 20",
    "weekday_mean 20",
  ]);
});

Deno.test("predictions: none before the series begins", () => {
  assert.deepEqual(predictions(panelOf(30), [lastValue], [START - 5], 3), []);
});

const ERRORS = { q025: -4, q05: -3, q10: -2, q50: 0.5, q90: 2, q95: 3, q975: 4 };

Deno.test("quantilesOf: expected value plus scaled errors, clipped", () => {
  assert.deepEqual(quantilesOf(90, 3, ERRORS, PERCENT), {
    p025: 78,
    p05: 81,
    p10: 84,
    p50: 91.5,
    p90: 96,
    p95: 99,
    p975: 100,
  });
});

Deno.test("quantilesOf: never falls from one quantile to the next", () => {
  const { p05, p10 } = quantilesOf(50, 1, { ...ERRORS, q05: -1, q10: -2 }, PERCENT);
  assert.deepEqual([p05, p10], [49, 49]);
});

const calibration = new Map([["cpu_p95/last_value", [ERRORS, ERRORS]]]);

/** The only series with its model fitted, and what it takes to forecast it. */
function inputsOf(model: string, horizon: number) {
  const panel = panelOf(30);
  const models = [lastValue];
  const selection = new Map([["SRV-0001/cpu_p95", model]]);
  const made = fits({ panel, models, selection, records: new Map() }, assert.fail);
  const fitted = new Map(made.map(({ model, state }) => ["SRV-0001/cpu_p95", {
    model,
    state: JSON.parse(state) as unknown,
  }]));
  return { panel, models, fitted, calibration, horizon };
}

Deno.test("fits: the chosen model as plain data, with its last day", () => {
  const selection = new Map([["SRV-0001/cpu_p95", "last_value"]]);
  const made = fits({ panel: panelOf(30), models: [lastValue], selection, records: new Map() }, assert.fail);
  const { model, fitted_to, state } = fittedColumns(made);
  assert.deepEqual([model, [...fitted_to as Int32Array]], [["last_value"], [START + 29]]);
  assert.deepEqual(state, [`{"last_step":${START + 29},"state":{"last":29}}`]);
});

Deno.test("fits: a model that has no saved form, or cannot be fitted today, is no silent loss", () => {
  const selection = new Map([["SRV-0001/cpu_p95", "m"]]);
  const inputs = { panel: panelOf(30), selection, records: new Map() };
  const unsaved = { ...lastValue, name: "m", fit: () => ({ forecast: () => new Float64Array(0) }) };
  assert.throws(() => fits({ ...inputs, models: [unsaved] }, assert.fail), /m has no saved form/);
  const warnings: string[] = [];
  const greedy = { ...lastValue, name: "m", minimumHistory: () => 99 };
  assert.deepEqual(fits({ ...inputs, models: [greedy] }, (message) => warnings.push(message)), []);
  assert.match(warnings[0]!, /^SRV-0001 cpu_p95 is not forecast: m cannot be fitted/);
});

Deno.test("forecasts: the chosen model on all of history, with the errors it has made", () => {
  const [forecast] = forecasts(inputsOf("last_value", 2), assert.fail);
  assert.equal(forecast!.model, "last_value");
  assert.deepEqual([...forecast!.mean], [29, 29]);
  // The scale is 7: each day lies 7 above the week before.
  assert.deepEqual([...forecast!.quantiles.p90], [43, 43]);
});

Deno.test("forecasts: a fit of earlier days forecasts on from them", () => {
  const earlier = inputsOf("last_value", 2);
  const [forecast] = forecasts({ ...earlier, panel: panelOf(40) }, assert.fail);
  assert.deepEqual([...forecast!.mean], [29, 29]);
});

Deno.test("forecasts: none for a series without model, and no word about it", () => {
  assert.deepEqual(forecasts(inputsOf("none", 2), assert.fail), []);
});

Deno.test("forecasts: none beyond the days whose errors are known, with a warning", () => {
  const warnings: string[] = [];
  assert.deepEqual(forecasts(inputsOf("last_value", 3), (message) => warnings.push(message)), []);
  assert.match(warnings[0]!, /^SRV-0001 cpu_p95 is not forecast: too few errors of last_value on cpu_p95/);
});
