/** STL and MSTL against statsmodels 0.15, and what they promise. */
import assert from "node:assert/strict";
import { smooth } from "../../lib/models/decomposition/loess.ts";
import { mstl } from "../../lib/models/decomposition/mstl.ts";
import { seasonalAdjustment } from "../../lib/models/decomposition/seasonal_adjustment.ts";
import { stl } from "../../lib/models/decomposition/stl.ts";
import { predict } from "../../lib/models/model.ts";

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
// Weekly wave, slope and a fixed scatter; the same formula was given to statsmodels.
const WEEKLY = Float64Array.from(
  { length: 49 },
  (_, t) => rounded(50 + 8 * Math.sin((2 * Math.PI * t) / 7) + 0.3 * t + ((t * 7919) % 13 - 6) * 0.7),
);
const TWO_SEASONS = Float64Array.from(
  { length: 108 },
  (_, t) =>
    rounded(
      20 + 4 * Math.sin((2 * Math.PI * t) / 6) + 3 * Math.cos((2 * Math.PI * t) / 18) + 0.05 * t +
        ((t * 7919) % 11 - 5) * 0.3,
    ),
);
const every = () => 1;

function near(actual: Float64Array, at: readonly number[], expected: readonly number[], tolerance = 1e-7) {
  at.forEach((t, index) =>
    assert.ok(
      Math.abs(actual[t]! - expected[index]!) <= tolerance,
      `at ${t}: ${actual[t]} is not ${expected[index]}`,
    )
  );
}

Deno.test("smooth: a straight line stays what it is, whatever the window and jump", () => {
  const line = Float64Array.from({ length: 30 }, (_, t) => 3 + 2 * t);
  for (const [window, jump] of [[5, 1], [11, 4], [41, 1], [7, 100]] as const) {
    near(smooth(line, { window, degree: 1, jump }), [0, 1, 14, 28, 29], [3, 5, 31, 59, 61], 1e-9);
  }
});

Deno.test("smooth: a local mean of three weighs the middle 1 and its neighbours nothing", () => {
  // Both neighbours are as far away as the window reaches.
  near(smooth(Float64Array.of(1, 5, 2, 8), { window: 3, degree: 0, jump: 1 }), [1, 2], [5, 2]);
});

Deno.test("stl: STL(y, period=7, seasonal=7).fit(inner_iter=2, outer_iter=0) of statsmodels", () => {
  const found = stl(WEEKLY, 7, { seasonal_window: 7, jump: every, inner: 2, outer: 0 });
  const at = [0, 1, 10, 24, 48];
  near(found.trend, at, [49.95191762, 50.30517393, 52.9520124, 56.9634415, 65.32120679]);
  near(found.season, at, [-4.22083743, 3.40173854, 4.14413771, 5.56883774, -7.4366706]);
});

Deno.test("stl: an outlier in STL(y, period=7, seasonal=11, robust=True).fit(inner_iter=2, outer_iter=3)", () => {
  const spoilt = WEEKLY.slice();
  spoilt[20] = 120;
  const found = stl(spoilt, 7, { seasonal_window: 11, jump: every, inner: 2, outer: 3 });
  const at = [0, 10, 20, 24, 48];
  near(found.trend, at, [48.90035984, 52.31998198, 55.54249071, 56.82780834, 65.00422837]);
  near(found.season, at, [-3.11956311, 4.92825003, -9.27293706, 5.93167504, -7.40380547]);
});

Deno.test("stl: fitting one point in two or three, as with the jumps of statsmodels", () => {
  // seasonal_jump = 2, low_pass_jump = 2, trend_jump = 3; the trend's window is 15, the others' 7 and 9.
  const jump = (window: number) => window > 10 ? 3 : 2;
  const found = stl(WEEKLY, 7, { seasonal_window: 7, jump, inner: 2, outer: 0 });
  const at = [0, 1, 10, 24, 48];
  near(found.trend, at, [49.94184128, 50.29389404, 52.96099113, 56.97481531, 65.32776807]);
  near(found.season, at, [-4.20463626, 3.4213291, 4.14097388, 5.57731692, -7.45309134]);
});

Deno.test("stl: refuses less than two seasons", () => {
  assert.throws(
    () => stl(WEEKLY.slice(0, 13), 7, { seasonal_window: 7, jump: every, inner: 1, outer: 0 }),
    new RangeError("Cannot decompose by STL as two whole seasons of 7 are needed: 13 values"),
  );
});

Deno.test("mstl: MSTL(y, periods=(6, 18), windows=(11, 15), iterate=2) of statsmodels", () => {
  const settings = { first_window: 11, window_step: 4, rounds: 2, jump: every, inner: 2, outer: 0 };
  const { trend, seasons } = mstl(TWO_SEASONS, [6, 18], settings);
  const at = [0, 7, 50, 107];
  near(trend, at, [20.34113253, 20.51214596, 22.50173433, 25.54767641]);
  near(seasons[0]!, at, [-0.38164131, 4.13879078, 3.51003835, -3.08945764]);
  near(seasons[1]!, at, [2.14179445, -2.74235471, 0.53571094, 2.68895704]);
});

Deno.test("seasonalAdjustment: two seasons and no noise go on as they were", () => {
  const [short, long] = [[0, 4, -4], [1, 0, 2, 0, -1, 0, 1, -3, 0]] as const;
  const values = Float64Array.from({ length: 120 }, (_, t) => 10 + short[t % 3]! + long[t % 9]!);
  const model = seasonalAdjustment({
    name: "mstl",
    periods: [3, 9],
    history: 1000,
    max_evaluations: 80,
    first_window: 11,
    window_step: 4,
    rounds: 2,
    jump: every,
    inner: 1,
    outer: 0,
  });
  const series = { start: 0, values, season: 3, bounds: { min: 0, max: Infinity } };
  const wanted = Array.from({ length: 12 }, (_, h) => 10 + short[(120 + h) % 3]! + long[(120 + h) % 9]!);
  // Loess at the ends leans a little on its slope.
  near(predict(model, series, {}, 12), [...wanted.keys()], wanted, 0.05);
});
