import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { predict } from "../../lib/models/model.ts";
import { regressionSettings } from "../../lib/models/models.ts";
import { calendarRegression } from "../../lib/models/regression/calendar_regression.ts";
import { pooledRegression } from "../../lib/models/regression/pooled_regression.ts";
import type { EffectPriors } from "../../lib/models/regression/priors.ts";
import { PERCENT, type Series } from "../../lib/models/series.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const START = dayNumber("2023-01-02");
const SETTINGS = regressionSettings(configured("models"));
const model = pooledRegression(SETTINGS);

function noisy(days: number, level: (t: number) => number): Series {
  const { normal } = stream(5, "pooled", days);
  const values = Float64Array.from({ length: days }, (_, t) => level(t) * Math.exp(0.02 * normal()));
  return { start: START, values, season: 7, bounds: PERCENT };
}

/** The same for either form. */
function priors(effects: Record<string, [mean: number, deviation: number]>): EffectPriors {
  const ofForm = new Map(
    Object.entries(effects).map(([name, [mean, deviation]]) => [name, { mean, deviation }]),
  );
  return new Map([["additive", ofForm], ["multiplicative", ofForm]]);
}

const forecast = (series: Series, known?: EffectPriors) => predict(model, series, { priors: known }, 180);

Deno.test("pooledRegression: without priors the calendar regression", () => {
  const series = noisy(700, (t) => 40 + t / 100);
  const own = predict(calendarRegression(SETTINGS), series, {}, 180);
  forecast(series).forEach((value, h) => assert.ok(Math.abs(value - own[h]!) < 1e-9));
});

Deno.test("pooledRegression: when series differ without limit, their mean does not matter", () => {
  const series = noisy(700, (t) => 40 + t / 100);
  const high = forecast(series, priors({ slope: [0.5, 1000], year_cos_1: [0.5, 1000] }));
  const low = forecast(series, priors({ slope: [-0.5, 1000], year_cos_1: [-0.5, 1000] }));
  high.forEach((value, h) => assert.ok(Math.abs(value - low[h]!) < 1e-3, `day ${h}`));
});

Deno.test("pooledRegression: when series do not differ, the effect is theirs", () => {
  // The series itself has no week at all.
  const ahead = forecast(noisy(700, () => 40), priors({ season_1: [0.2, 0] }));
  const [least, most] = [Math.min(...ahead.slice(90)), Math.max(...ahead.slice(90))];
  // The first wave of the week is √(2/7) · cos, between 1 and cos(6π/7).
  const wanted = 0.2 * Math.sqrt(2 / 7) * (1 - Math.cos(6 * Math.PI / 7));
  assert.ok(Math.abs(Math.log(most / least) - wanted) < 0.02, `${Math.log(most / least)} is not ${wanted}`);
});

Deno.test("pooledRegression: in between, the more series differ the more its own history counts", () => {
  const series = noisy(400, (t) => 40 * Math.exp(0.1 * t / 365.25));
  const farthest = (deviation: number) => forecast(series, priors({ slope: [-0.3, deviation] }))[179]!;
  const ahead = [0, 0.02, 0.1].map(farthest);
  ahead.slice(1).forEach((value, index) => assert.ok(value > ahead[index]!, `${ahead}`));
});

Deno.test("pooledRegression: a server of 60 days has the annual shape of its archetype", () => {
  const shape = (step: number) => Math.exp(0.2 * Math.cos(2 * Math.PI * step / 365.25));
  const series = noisy(60, (t) => 40 * shape(START + t));
  const known = priors({ year_sin_1: [0, 0.02], year_cos_1: [0.2, 0.02], slope: [0, 0.02] });
  const off = (ahead: Float64Array) =>
    ahead.reduce((sum, value, h) => sum + Math.abs(value / (40 * shape(START + 60 + h)) - 1), 0) / 180;
  assert.ok(off(forecast(series, known)) < 0.08, `${off(forecast(series, known))}`);
  // By itself it goes on as in winter.
  assert.ok(off(forecast(series)) > 0.2, `${off(forecast(series))}`);
});
