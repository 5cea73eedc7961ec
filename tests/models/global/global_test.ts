import assert from "node:assert/strict";
import { globalForecasts } from "../../../lib/models/global/forecast.ts";
import { loadGlobal, saveGlobal } from "../../../lib/models/global/saved.ts";
import { GLOBAL_MODELS, trainGlobal } from "../../../lib/models/global/train.ts";
import { trainedAt } from "../../../lib/models/global/trained.ts";
import { originDays, trainingSet } from "../../../lib/models/global/training.ts";
import { globalModel } from "../../../lib/models/global/model.ts";
import { canFit, predict } from "../../../lib/models/model.ts";
import { PERCENT, type Series, since } from "../../../lib/models/series.ts";
import { DAYS, fleet, HORIZON, SERVERS, SETTINGS } from "./fleet.ts";

type Fleet = ReturnType<typeof fleet>;

const setAt = ({ all }: Fleet, cutoff: number) => trainingSet(all, cutoff, HORIZON, SETTINGS)!;
const modelsAt = (of: Fleet, cutoff: number) =>
  new Map(GLOBAL_MODELS.map((name) => [name, trainGlobal(name, setAt(of, cutoff), SETTINGS).trees]));
const forecastsAt = (of: Fleet, cutoff: number) =>
  globalForecasts(of.all, modelsAt(of, cutoff), cutoff, HORIZON)
    .map(({ of, model, predicted }) => ({ server: of.server_id, model, predicted }));

const plain = fleet();
const cutoff = plain.lastDay - HORIZON;
const forecasts = forecastsAt(plain, cutoff);

Deno.test("global models: all series, all days, finite, in order of model and series", () => {
  assert.equal(forecasts.length, GLOBAL_MODELS.length * SERVERS);
  assert.deepEqual(forecasts.slice(0, 2).map(({ server }) => server), ["SRV-0", "SRV-1"]);
  for (const { predicted } of forecasts) {
    assert.equal(predicted.length, HORIZON);
    assert.ok(predicted.every((value) => Number.isFinite(value) && value >= 0));
  }
});

Deno.test("global models: nearer to what came than the mean of the last four weeks", () => {
  for (const name of GLOBAL_MODELS) {
    let [ours, simple] = [0, 0];
    for (const { server, predicted } of forecasts.filter(({ model }) => model === name)) {
      const { series } = plain.all.find(({ server_id }) => server_id === server)!;
      const from = cutoff + 1 - series.start;
      const mean = series.values.subarray(from - 28, from).reduce((sum, value) => sum + value, 0) / 28;
      predicted.forEach((value, h) => {
        ours += Math.abs(value - series.values[from + h]!);
        simple += Math.abs(mean - series.values[from + h]!);
      });
    }
    assert.ok(ours < 0.9 * simple, `${name}: ${ours} is not below ${simple}`);
  }
});

Deno.test("global models: spoiling the days after the cutoff moves nothing", () => {
  const spoilt = fleet((series) => ({
    ...series,
    values: series.values.map((value, t) => series.start + t > cutoff ? 1000 - value : value),
  }));
  assert.deepEqual(setAt(spoilt, cutoff), setAt(plain, cutoff));
  assert.deepEqual(forecastsAt(spoilt, cutoff), forecasts);
});

Deno.test("global models: spoiling the days before the cutoff does move the forecast", () => {
  const spoilt = fleet((series) => ({
    ...series,
    values: series.values.map((value, t) => t > DAYS - HORIZON - 15 ? value / 2 : value),
  }));
  assert.notDeepEqual(forecastsAt(spoilt, cutoff), forecasts);
});

Deno.test("global models: twice the load of a server, twice its forecast, and none other moves", () => {
  const double = fleet((series, server) =>
    server === 2 ? { ...series, values: series.values.map((value) => 2 * value) } : series
  );
  forecastsAt(double, cutoff).forEach(({ server, predicted }, index) => {
    const factor = server === "SRV-2" ? 2 : 1;
    predicted.forEach((value, h) =>
      assert.ok(Math.abs(value - factor * forecasts[index]!.predicted[h]!) < 1e-9, server)
    );
  });
});

Deno.test("global models: a server of three weeks is forecast; one that has not begun is not", () => {
  const young = fleet((series, server) => {
    if (server > 1) return series;
    const blank = server === 0 ? DAYS - HORIZON - 21 : DAYS - HORIZON;
    return since({ ...series, values: series.values.fill(NaN, 0, blank) }, series.start - 1);
  });
  const found = forecastsAt(young, cutoff).map(({ server }) => server);
  assert.ok(found.includes("SRV-0"));
  assert.ok(!found.includes("SRV-1"));
});

Deno.test("global models: no forecast of a percentage leaves 0 to 100", () => {
  const climbing = fleet((series: Series) => ({
    ...series,
    values: series.values.map((value, t) => Math.min(100, value / 3 + t / 10)),
    bounds: PERCENT,
  }));
  const all = forecastsAt(climbing, cutoff).flatMap(({ predicted }) => [...predicted]);
  assert.ok(all.every((value) => value >= 0 && value <= 100));
  assert.ok(all.some((value) => value > 90));
});

Deno.test("global models: gaps, constant and idle series do no harm", () => {
  const odd = fleet((series, server) => {
    const values = series.values.map((value, t) =>
      server === 0 ? 42 : server === 1 ? 0 : server === 2 && t % 4 > 1 ? NaN : t > DAYS - 60 ? NaN : value
    );
    return { ...series, values };
  });
  const made = forecastsAt(odd, cutoff);
  // Without spread there is nothing to measure by: other models forecast such series.
  assert.deepEqual(new Set(made.map(({ server }) => server)).size, SERVERS - 2);
  assert.ok(made.every(({ predicted }) => predicted.every(Number.isFinite)));
});

Deno.test("trainedAt: too few rows train nothing, and say so", () => {
  const warnings: string[] = [];
  const settings = { horizon_days: HORIZON, global: { ...SETTINGS, min_rows: 1e6 } };
  assert.deepEqual(trainedAt(cutoff, plain, ["forest"], settings, (message) => warnings.push(message)), []);
  assert.match(
    warnings[0]!,
    /^No global model at 2024-05-19: \d+ rows to learn from, at least 1000000 needed$/,
  );
});

Deno.test("trainingSet: what is held out comes after all that is learnt, days ahead within the horizon", () => {
  const { matrix, holdout, learnt, target } = setAt(plain, cutoff);
  const horizon = matrix.columns[matrix.names.indexOf("horizon")]!;
  assert.ok(horizon.every((h) => h >= 1 && h <= HORIZON));
  assert.equal(holdout.length + learnt.length, target.length);
  assert.ok(holdout.length > 0);
  assert.equal(setAt(plain, plain.all[0]!.series.start + 20), undefined);
});

Deno.test("originDays: at equal spacing between the first month and the last week", () => {
  assert.deepEqual(originDays(0, 135, 3), [28, 78, 128]);
  assert.deepEqual(originDays(0, 36, 9), [28, 29]);
  assert.deepEqual(originDays(0, 30, 9), []);
});

Deno.test("saveGlobal, loadGlobal: through JSON and back the forecast is the same to the last bit", () => {
  const models = modelsAt(plain, cutoff);
  const again = new Map([...models].map(([name, trees]) => {
    const { trees: loaded, words } = loadGlobal(JSON.parse(JSON.stringify(saveGlobal(trees, plain.words))));
    assert.deepEqual(words, plain.words);
    return [name, loaded];
  }));
  assert.deepEqual(
    globalForecasts(plain.all, again, cutoff, HORIZON).map(({ predicted }) => predicted),
    forecasts.map(({ predicted }) => predicted),
  );
  assert.throws(() => loadGlobal({ format: "global-0" }), /format/);
});

Deno.test("globalModel: passes on what the context says of the series, and cannot do without", () => {
  const { series } = plain.all[0]!;
  const model = globalModel("forest");
  const global = new Map([["forest", Float64Array.of(1, 2, 3)]]);
  assert.deepEqual([...predict(model, series, { global }, 2)], [1, 2]);
  assert.equal(canFit(model, series, {}), false);
  assert.throws(() => predict(globalModel("boosting"), series, { global }, 2), /Cannot fit boosting/);
});
