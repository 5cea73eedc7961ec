import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { predictions } from "../../lib/models/backtest/predictions.ts";
import { trackRecord } from "../../lib/models/backtest/track_record.ts";
import { type Combine, ensemble } from "../../lib/models/ensemble/ensemble.ts";
import { membersOf } from "../../lib/models/ensemble/record.ts";
import { type Model, predict } from "../../lib/models/model.ts";
import type { FleetSeries, Panel } from "../../lib/models/read.ts";
import { PERCENT } from "../../lib/models/series.ts";

const SETTINGS = { best: 2, worst_ratio: 1.5, power: 2 };
const NAMES = ["a", "b", "c"];

/** A model that always says the same. */
const saying = (name: string, value: number): Model => ({
  name,
  naive: false,
  oracle: false,
  minimumHistory: () => 1,
  fit: () => ({ forecast: (horizon) => new Float64Array(horizon).fill(value) }),
});

Deno.test("membersOf: the best few, weighted by errors to a power", () => {
  const record = new Map([["a", 9], ["b", 2], ["c", 4]]);
  // 1 and (2 / 4)² = 1 / 4.
  assert.deepEqual(membersOf(NAMES, record, { ...SETTINGS, worst_ratio: 2 }), [
    { name: "b", weight: 0.8 },
    { name: "c", weight: 0.2 },
  ]);
});

Deno.test("membersOf: none that errs too much more than the best", () => {
  const record = new Map([["a", 4], ["b", 2], ["c", 3.1]]);
  assert.deepEqual(membersOf(NAMES, record, SETTINGS), [{ name: "b", weight: 1 }]);
});

Deno.test("membersOf: a model without error needs no company; one unknown or unable takes no part", () => {
  assert.deepEqual(membersOf(NAMES, new Map([["a", 0], ["b", 0.1]]), SETTINGS), [{ name: "a", weight: 1 }]);
  assert.deepEqual(membersOf(["b"], new Map([["a", 1], ["b", 9]]), SETTINGS), [{ name: "b", weight: 1 }]);
});

Deno.test("membersOf: while nothing is known, the first ones given, alike", () => {
  const alike = [{ name: "a", weight: 0.5 }, { name: "b", weight: 0.5 }];
  assert.deepEqual(membersOf(NAMES, undefined, SETTINGS), alike);
  assert.deepEqual(membersOf(NAMES, new Map(), SETTINGS), alike);
});

const START = dayNumber("2025-01-06");
const fleetSeries = (values: Float64Array): FleetSeries => ({
  server_id: "SRV-0001",
  metric: "cpu_p95",
  region: "r",
  series: { start: START, values, season: 7, bounds: PERCENT },
  observed: values,
  expected: undefined,
});

Deno.test("ensemble: median and weighted mean of its members, day by day", () => {
  const models = [saying("a", 10), saying("b", 20), saying("c", 60)];
  const record = new Map([["a", 1], ["b", 1], ["c", 1]]);
  const { series } = fleetSeries(new Float64Array(20).fill(5));
  const says = (combine: Combine) =>
    predict(ensemble(combine, models, { ...SETTINGS, best: 3 }), series, { record }, 2);
  assert.deepEqual([...says("median")], [20, 20]);
  assert.deepEqual([...says("weighted")], [30, 30]);
});

Deno.test("trackRecord: mean errors over the days known at the cutoff; a model that lacks some is left out", () => {
  const of = fleetSeries(Float64Array.from({ length: 30 }, (_, t) => t));
  const made = (model: string, cutoff: number, value: number) => ({
    of,
    model,
    cutoff: START + cutoff,
    predicted: new Float64Array(4).fill(value),
    scale: 1,
  });
  const earlier = [made("a", 10, 10), made("a", 13, 13), made("b", 13, 14)];
  // Days 11 to 14 lie 1, 2, 3 and 4 above the first forecast of a, day 14 lies 1 above the second.
  assert.deepEqual([...trackRecord(earlier, START + 14)], [["a", 11 / 5]]);
  assert.deepEqual([...trackRecord(earlier.slice(1), START + 14)], [["a", 1], ["b", 0]]);
  assert.deepEqual([...trackRecord(earlier, START + 10)], []);
});

Deno.test("predictions: an ensemble's members at a cutoff rest on what was known then", () => {
  const values = Float64Array.from({ length: 60 }, (_, t) => t < 40 ? 10 : 90);
  const spoilt = values.map((value, t) => t > 50 ? 10 : value);
  const singles = [saying("low", 10), saying("high", 90)];
  const models = [...singles, ensemble("weighted", singles, { ...SETTINGS, best: 1 })];
  const said = (of: Float64Array) => {
    const panel = {
      series: [fleetSeries(of)],
      regressors: new Map(),
      lastDay: START + 59,
    } as unknown as Panel;
    return predictions(panel, models, [20, 30, 50].map((t) => START + t), 9)
      .filter(({ model }) => model === "ensemble_weighted").map(({ predicted }) => predicted[0]);
  };
  // At first nothing is known; by day 30 low was right; by day 50 it still was, more often than not.
  assert.deepEqual(said(values), [10, 10, 10]);
  assert.deepEqual(said(spoilt), said(values));
  // Had it been high all the time since day 21, high would have been chosen from day 30 on.
  assert.deepEqual(said(values.map((value, t) => t > 20 ? 90 : value)), [10, 90, 90]);
});
