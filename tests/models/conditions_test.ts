/** What histories are like in practice, held against every model that can be fitted to them. */
import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { canFit, type FitContext, predict } from "../../lib/models/model.ts";
import { candidates } from "../../lib/models/models.ts";
import { PERCENT, RATE, type Series } from "../../lib/models/series.ts";
import { configured } from "../configured.ts";
import { simulatedCalendar } from "./simulate.ts";

const FROM = "2023-01-02";
const HORIZON = 180;
const context: FitContext = { regressors: simulatedCalendar(FROM, 1400) };
const WEEK = [2, 3, 1, 0, 2, -6, -8];
const noise = (t: number) => (t * 7919 % 11 - 5) / 5;

const series = (days: number, value: (t: number) => number, bounds = PERCENT): Series => ({
  start: dayNumber(FROM),
  values: Float64Array.from({ length: days }, (_, t) => Math.min(bounds.max, Math.max(0, value(t)))),
  season: 7,
  bounds,
});
const able = (of: Series) => candidates(configured("models")).filter((model) => canFit(model, of, context));
const forecasts = (of: Series) =>
  new Map(able(of).map((model) => [model.name, predict(model, of, context, HORIZON)]));
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

Deno.test("a new server: with three weeks of history most models have a say, and none runs away", () => {
  const found = forecasts(series(21, (t) => 40 + WEEK[t % 7]! + noise(t)));
  assert.ok(found.size >= 10, [...found.keys()].join());
  for (const [name, values] of found) {
    // The straight line through first and last value goes where it will.
    if (name !== "drift") assert.ok(values.every((value) => value > 20 && value < 60), name);
  }
});

Deno.test("a server of one day: the last value and the mean of the window, nothing else", () => {
  assert.deepEqual(able(series(1, () => 40)).map(({ name }) => name), ["last_value", "window_mean"]);
});

Deno.test("near zero: an idle server stays idle, percent or rate", () => {
  for (const bounds of [PERCENT, RATE]) {
    const idle = series(900, (t) => t % 97 === 0 ? 0.2 : t % 5 === 0 ? 0.01 : 0, bounds);
    for (const [name, values] of forecasts(idle)) {
      assert.ok(values.every((value) => value >= 0 && value < 0.3), name);
    }
  }
});

Deno.test("a confirmed level shift: what is cut there forecasts the new level", () => {
  const shifted = series(700, (t) => (t < 580 ? 30 : 55) + WEEK[t % 7]! + noise(t));
  const level = mean(shifted.values.slice(581));
  const found = forecasts(shifted);
  for (const name of ["window_mean", "theta", "seasonal_smoothing", "holt_winters", "mstl"]) {
    assert.ok(Math.abs(mean(found.get(name)!) - level) < 2, `${name}: ${mean(found.get(name)!)}`);
  }
});

Deno.test("trending into saturation: learned models bend or stop, none leaves 0 to 100", () => {
  const full = series(900, (t) => 55 + t / 24 + WEEK[t % 7]! + noise(t));
  for (const [name, values] of forecasts(full)) {
    assert.ok(values.every((value) => value >= 0 && value <= 100), name);
  }
  // Straight on it would be at 100 on weekdays: a trend that saturates stays below by itself.
  const { growth, trend_damping } = configured("models").prophet;
  assert.deepEqual([growth, trend_damping < 1], ["saturating", true]);
  assert.ok(mean(forecasts(full).get("prophet")!) < 97);
});

Deno.test("a month without values: the forecast stays near what it would have been", () => {
  const whole = series(700, (t) => 40 + WEEK[t % 7]! + noise(t));
  const gap = { ...whole, values: whole.values.map((value, t) => t >= 300 && t < 330 ? NaN : value) };
  const before = forecasts(whole);
  for (const [name, values] of forecasts(gap)) {
    assert.ok(Math.abs(mean(values) - mean(before.get(name)!)) < 1, name);
  }
});

Deno.test("four months after a shift: every learned model is nearer to the new level than to the old one", () => {
  const [before, after] = [30, 55];
  const shifted = series(700, (t) => (t < 580 ? before : after) + WEEK[t % 7]! + noise(t));
  const learned = able(shifted).filter(({ naive }) => !naive).map(({ name }) => name);
  assert.ok(learned.some((name) => name.startsWith("ensemble")), learned.join());
  const found = forecasts(shifted);
  for (const name of learned) {
    const level = mean(found.get(name)!);
    assert.ok(Math.abs(level - after) < Math.abs(level - before), `${name}: ${level}`);
  }
});

/** Three weeks of hours. */
const hourly = (value: (t: number) => number, bounds = PERCENT): Series => {
  const { values } = series(24 * 21, value, bounds);
  return { start: dayNumber(FROM) * 24, values, season: 24, bounds };
};
const DAY = (t: number) => 8 * Math.sin((2 * Math.PI * t) / 24);
const inHours = (of: Series) =>
  candidates(configured("models")).filter((model) => canFit(model, of, {})).map((model) => ({
    name: model.name,
    naive: model.naive,
    values: predict(model, of, {}, 48),
  }));

Deno.test("hours: constant stays constant, idle stays idle, full stays within 0 to 100", () => {
  for (const { name, values } of inHours(hourly(() => 42))) {
    assert.ok(values.every((value) => Math.abs(value - 42) < 1e-9), name);
  }
  for (const bounds of [PERCENT, RATE]) {
    for (
      const { name, values } of inHours(hourly((t) => t % 97 === 0 ? 0.2 : t % 5 === 0 ? 0.01 : 0, bounds))
    ) {
      assert.ok(values.every((value) => value >= 0 && value < 0.3), name);
    }
  }
  const full = inHours(hourly((t) => 60 + t / 12 + DAY(t)));
  assert.ok(full.length >= 10, full.map(({ name }) => name).join());
  for (const { name, values } of full) {
    assert.ok(values.every((value) => value >= 0 && value <= 100), name);
  }
});

Deno.test("hours: half a day of gaps moves no forecast far, a shift of a week ago is followed by learned models", () => {
  const whole = hourly((t) => 50 + DAY(t) + noise(t));
  const gap = { ...whole, values: whole.values.map((value, t) => t >= 300 && t < 312 ? NaN : value) };
  const before = new Map(inHours(whole).map(({ name, values }) => [name, mean(values)]));
  for (const { name, values } of inHours(gap)) {
    assert.ok(Math.abs(mean(values) - before.get(name)!) < 1, name);
  }
  for (const { name, naive, values } of inHours(hourly((t) => (t < 336 ? 20 : 60) + DAY(t) + noise(t)))) {
    if (!naive) assert.ok(mean(values) > 40, `${name}: ${mean(values)}`);
  }
});
