import assert from "node:assert/strict";
import { predict } from "../../lib/models/model.ts";
import { seasonalEffects, slopeOf, theta, thetaForecast } from "../../lib/models/theta/theta.ts";

const series = (values: Float64Array, season: number) => ({
  start: 0,
  values,
  season,
  bounds: { min: -Infinity, max: Infinity },
});
const near = (actual: Float64Array, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, h) => assert.ok(Math.abs(actual[h]! - value) <= tolerance, `${actual} at ${h}`));

Deno.test("thetaForecast: worked by hand", () => {
  // Level 1 → 1 → 2 → 2; slope ½, drift ¼; (1 − 0.5³) / 0.5 = 1.75.
  near(thetaForecast(Float64Array.of(1, 3, 2), { alpha: 0.5, first: 1 }, 2), [2.4375, 2.6875], 1e-15);
});

Deno.test("thetaForecast: ThetaModel(y, period=1).fit().forecast(5, theta=2) of statsmodels 0.15", () => {
  const values = Float64Array.of(112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118);
  near(
    thetaForecast(values, { alpha: 0.999874955140058, first: 112 }, 5),
    [117.95978325805662, 117.92132171959507, 117.88286018113354, 117.84439864267199, 117.80593710421046],
    1e-6,
  );
});

Deno.test("slopeOf: of a line, and of one value", () => {
  assert.equal(slopeOf(Float64Array.of(5, 8, 11, 14)), 3);
  assert.equal(slopeOf(Float64Array.of(5)), 0);
});

Deno.test("seasonalEffects: of an even and an odd season, around a slope", () => {
  for (const effects of [[2, -1, 0, -1], [3, -1, -2]]) {
    const season = effects.length;
    const values = Float64Array.from({ length: 10 * season }, (_, t) => 7 + t / 2 + effects[t % season]!);
    near(seasonalEffects(series(values, season)), effects, 1e-9);
  }
});

Deno.test("theta: half the slope of a line is added to where it ends", () => {
  const line = Float64Array.from({ length: 60 }, (_, t) => 100 + t);
  // α 0.99 follows a line at a distance of 1 / 0.99; the drift makes up for half of it.
  const [first, second] = predict(theta, series(line, 4), {}, 2);
  assert.ok(Math.abs(first! - 159.5) < 0.02);
  assert.ok(Math.abs(second! - first! - 0.5) < 1e-9);
});
