/** What the model promises beside what every model does. */
import assert from "node:assert/strict";
import { type FitContext, predict } from "../../../lib/models/model.ts";
import { prophet, type ProphetSettings } from "../../../lib/models/prophet/prophet.ts";
import { RATE, type Series } from "../../../lib/models/series.ts";
import { stream } from "../../../lib/random/stream.ts";
import { simulate, simulatedCalendar } from "../simulate.ts";
import { PROPHET } from "./cases.ts";
import { hourlyExample, UNBOUNDED } from "./series.ts";

const FROM = "2022-01-01";
const [DAYS, HORIZON] = [800, 180];
const { series } = simulate("prophet model", FROM, DAYS, HORIZON);
const context = { regressors: simulatedCalendar(FROM, DAYS + HORIZON) };
const FORMS: Partial<ProphetSettings>[] = [{}, { growth: "saturating" }, { effects: "multiplicative" }];

const forecast = (
  of: Series,
  form: Partial<ProphetSettings> = {},
  horizon = HORIZON,
  known: FitContext = context,
) => predict(prophet({ ...PROPHET, ...form }), of, known, horizon);
const withValues = (values: Float64Array, change: Partial<Series> = {}): Series => ({
  ...series,
  values,
  ...change,
});

function assertNear(actual: Float64Array, wanted: Float64Array, tolerance: number, what = "") {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, h) =>
    assert.ok(
      Math.abs(value - wanted[h]!) <= tolerance,
      `${what} step ${h + 1}: ${value} is not ${wanted[h]}`,
    )
  );
}

Deno.test("prophet: each form has its name", () => {
  const names = [...FORMS, { growth: "saturating", effects: "multiplicative" } as const]
    .map((form) => prophet({ ...PROPHET, ...form }).name);
  assert.deepEqual(names, [
    "prophet",
    "prophet_saturating",
    "prophet_multiplicative",
    "prophet_saturating_multiplicative",
  ]);
});

Deno.test("prophet: the same series gives the same forecast, whatever was fitted before", () => {
  for (const form of FORMS) {
    const model = prophet({ ...PROPHET, ...form });
    const other = simulate("another", FROM, DAYS, HORIZON).series;
    predict(model, other, context, HORIZON);
    assert.deepEqual(
      predict(model, withValues(series.values.slice()), context, HORIZON),
      forecast(series, form),
    );
  }
});

Deno.test("prophet: a longer horizon begins like a shorter one", () => {
  for (const form of FORMS) {
    assert.deepEqual(
      forecast(series, form).slice(0, 20),
      forecast(withValues(series.values.slice()), form, 20),
    );
  }
});

Deno.test("prophet: in other units, the same forecast in those units", () => {
  const free = withValues(series.values, { bounds: UNBOUNDED });
  for (const effects of ["additive", "multiplicative"] as const) {
    const wanted = forecast(free, { effects });
    const bytes = withValues(series.values.map((value) => 1e9 * value), { bounds: UNBOUNDED });
    assertNear(forecast(bytes, { effects }).map((value) => value / 1e9), wanted, 1e-6, effects);
  }
});

Deno.test("prophet: upside down in, upside down out", () => {
  const free = withValues(series.values, { bounds: UNBOUNDED });
  const turned = withValues(series.values.map((value) => -value), { bounds: UNBOUNDED });
  assertNear(forecast(turned).map((value) => -value), forecast(free), 1e-9);
});

Deno.test("prophet: five points more, about five points more forecast", () => {
  // Not exactly: the priors hold in units of the largest value, which is now larger.
  const higher = withValues(series.values.map((value) => value + 5));
  assertNear(forecast(higher), forecast(series).map((value) => value + 5), 0.5);
});

Deno.test("prophet: 28 years later, the same forecast", () => {
  // 7 · 1461 days: the year, at 365.25 days, and the week both begin where they began.
  const later = withValues(series.values.slice(), { start: series.start + 7 * 1461 });
  assertNear(forecast(later, {}, HORIZON, {}), forecast(series, {}, HORIZON, {}), 1e-6);
});

Deno.test("prophet: missing days at the beginning say nothing", () => {
  const late = withValues(series.values.map((value, t) => t < 60 ? NaN : value));
  const cut = withValues(series.values.slice(60), { start: series.start + 60 });
  assert.deepEqual(forecast(late), forecast(cut));
});

Deno.test("prophet: missing days within are borne, those at the end only lengthen the horizon", () => {
  const gaps = withValues(series.values.map((value, t) => t % 9 === 4 || (t > 300 && t < 340) ? NaN : value));
  assertNear(forecast(gaps), forecast(series), 3);
  const ended = withValues(series.values.map((value, t) => t >= DAYS - 30 ? NaN : value));
  const cut = withValues(series.values.slice(0, DAYS - 30));
  assert.deepEqual(forecast(ended, {}, 10), forecast(cut, {}, 40).slice(30));
});

Deno.test("prophet: constant in, constant out", () => {
  for (const form of FORMS) {
    for (const level of [0, 42, 100]) {
      const constant = withValues(new Float64Array(DAYS).fill(level));
      assertNear(forecast(constant, form), new Float64Array(HORIZON).fill(level), 1e-12);
    }
  }
});

Deno.test("prophet: a clean week on a straight line goes on", () => {
  const week = [3, 4, 5, 4, 3, -6, -13];
  const at = (t: number) => 40 + 0.02 * t + week[t % 7]!;
  const values = Float64Array.from({ length: 300 }, (_, t) => at(t));
  const wanted = Float64Array.from({ length: 60 }, (_, h) => at(300 + h));
  assertNear(forecast(withValues(values), {}, 60, {}), wanted, 0.05);
});

Deno.test("prophet: short, nearly constant and lopsided histories give finite forecasts", () => {
  const shapes: Record<string, (t: number, normal: () => number) => number> = {
    noise: (_, normal) => 50 + normal(),
    nearlyConstant: (_, normal) => 42 + 1e-4 * normal(),
    spike: (t) => t === 9 ? 100 : 0,
    step: (t) => t > 9 ? 80 : 20,
  };
  for (const form of FORMS) {
    for (const [name, at] of Object.entries(shapes)) {
      for (const days of [14, 15, 21, 40]) {
        const { normal } = stream(2, name, days);
        const values = Float64Array.from({ length: days }, (_, t) => at(t, normal));
        assert.ok(forecast(withValues(values), form).every((value) => value >= 0 && value <= 100), name);
      }
    }
  }
});

Deno.test("prophet: a saturating trend levels off where a straight one runs into the bound", () => {
  const climbing = Float64Array.from({ length: 400 }, (_, t) => 100 / (1 + Math.exp(2.5 - t / 100)));
  const saturating = forecast(withValues(climbing), { growth: "saturating" });
  assertNear(
    saturating.slice(0, 90),
    Float64Array.from({ length: 90 }, (_, h) => 100 / (1 + Math.exp(2.5 - (400 + h) / 100))),
    1,
  );
  assert.ok(saturating.every((value) => value < 100));
  assert.equal(Math.max(...forecast(withValues(climbing))), 100);
});

Deno.test("prophet: saturating growth is straight where there is nothing to saturate at", () => {
  const rate = withValues(series.values, { bounds: RATE });
  assert.deepEqual(
    forecast(rate, { growth: "saturating" }),
    forecast(withValues(series.values.slice(), { bounds: RATE })),
  );
});

Deno.test("prophet: hourly series have a daily shape", async () => {
  const hourly = await hourlyExample(1);
  const cut = { ...hourly, values: hourly.values.slice(0, -48) };
  const actual = hourly.values.slice(-48);
  const errors = forecast(cut, {}, 48, {}).map((value, h) => Math.abs(value - actual[h]!));
  const spread = actual.reduce((a, b) => Math.max(a, b)) - actual.reduce((a, b) => Math.min(a, b));
  assert.ok(errors.reduce((sum, error) => sum + error, 0) / 48 < 0.15 * spread);
});

Deno.test("prophet: refuses regressors that end before the horizon", () => {
  assert.throws(() => forecast(series, {}, HORIZON + 1), /must cover history and horizon/);
});
