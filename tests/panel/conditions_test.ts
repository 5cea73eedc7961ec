/** What histories are like in practice, held against every model of the panel forecasts and what is made of them. */
import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { PERCENT, RATE, type Series } from "../../lib/models/series.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import { outcomeOf, testOf } from "../../lib/panel/outcome.ts";
import { daily, hourly, REGRESSION } from "./cases.ts";

const HORIZON = 60;
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

const KINDS = [
  {
    name: "daily",
    start: 19723,
    season: 7,
    models: () => candidates("daily", 7, REGRESSION),
    base: daily("base", 400),
  },
  {
    name: "hourly",
    start: 473352,
    season: 24,
    models: () => candidates("hourly", 24, REGRESSION),
    base: hourly("base", 900),
  },
] as const;

for (const { name: kind, start, season, models, base } of KINDS) {
  const series = (value: (t: number, of: number) => number, bounds = RATE): Series => ({
    start,
    season,
    bounds,
    values: base.map((of, t) => Math.min(bounds.max, Math.max(bounds.min, value(t, of)))),
  });
  const forecasts = (of: Series) =>
    models().filter((model) => isAble(model, of)).map(({ name }, index, all) => ({
      name,
      values: predict(all[index]!, of, {}, HORIZON),
    }));
  const outcome = (of: Series) => {
    const asked = { models: models(), horizon: HORIZON, combine: "blend" as const, context: {} };
    return outcomeOf(testOf(of, asked), asked).mean;
  };

  Deno.test(`${kind}, near zero: every model and their blend stay there`, () => {
    const idle = series((t) => t % 97 === 0 ? 0.2 : t % 5 === 0 ? 0.01 : 0);
    for (const { name, values } of [...forecasts(idle), { name: "blend", values: outcome(idle) }]) {
      assert.ok(values.every((value) => value >= 0 && value < 0.3), name);
    }
  });

  Deno.test(`${kind}, full: no model and no blend leaves the bounds`, () => {
    const full = series((t, of) => of + (60 * t) / base.length, PERCENT);
    for (const { name, values } of [...forecasts(full), { name: "blend", values: outcome(full) }]) {
      assert.ok(values.every((value) => value >= 0 && value <= 100), name);
    }
  });

  Deno.test(`${kind}, a shift of level in the past: the blend is at the new one`, () => {
    const shifted = series((t, of) => of + (t < 0.6 * base.length ? 0 : 40));
    const last = mean(shifted.values.slice(-10 * season));
    assert.ok(Math.abs(mean(outcome(shifted)) - last) < 6, `${mean(outcome(shifted))} is not ${last}`);
  });

  Deno.test(`${kind}, three seasons of history: a forecast near them`, () => {
    const whole = series((_, of) => of);
    const short = { ...whole, values: whole.values.slice(0, 3 * season) };
    outcome(short).forEach((value) => assert.ok(Math.abs(value - mean(short.values)) < 30, `${value}`));
  });
}
