/** The solution is the most probable one: conditions of optimality, and cases worked out otherwise. */
import assert from "node:assert/strict";
import { dot } from "../../../lib/models/numeric/ridge.ts";
import { FIRST_CHANGE, firstEffect, OFFSET, SLOPE } from "../../../lib/models/prophet/design.ts";
import { noiseVariance } from "../../../lib/models/prophet/posterior.ts";
import { explained, type ProphetFit, prophetFitter } from "../../../lib/models/prophet/prophet.ts";
import { stream } from "../../../lib/random/stream.ts";
import { type Case, cases, PROPHET } from "./cases.ts";
import { costOf } from "./cost.ts";
import { UNBOUNDED } from "./series.ts";

const near = (actual: number, wanted: number, tolerance: number, what = "") =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${what} ${actual} is not ${wanted}`);

Deno.test("noiseVariance: where the slope of the posterior is 0", () => {
  for (const [squares, rows] of [[3, 10], [1e-8, 500], [40, 2]] as const) {
    const v = noiseVariance(squares, rows);
    near(4 * v * v + rows * v, squares, 1e-12 * squares);
  }
});

/** Residuals of a fit in scaled units. */
function residuals({ design, scale, ...fit }: ProphetFit): Float64Array {
  const { mean } = explained({ design, scale, ...fit }, design.timeline.steps);
  return scale.values.map((value, row) => value - (mean[row]! - scale.floor) / scale.unit);
}

const additive = (await cases()).filter(({ settings: { growth, effects } }) =>
  growth === "linear" && effects === "additive"
);

/** Pull of the data on each coefficient: column · residual / noise². */
function pulls({ series, context, settings }: Case) {
  const fit = prophetFitter(settings)(series, context);
  const { design, estimate, scale } = fit;
  const left = residuals(fit);
  const bend = (change: number) => design.times.map((time) => Math.max(0, time - change));
  const columns = [
    design.times,
    design.times.map(() => 1),
    ...Array.from(design.changepoints.times, bend),
    ...design.effectColumns,
  ];
  const pull = columns.map((column) => dot(column, left) / estimate.noise ** 2);
  return { design, estimate, pull, squares: dot(left, left), rows: scale.values.length };
}

Deno.test("mostProbable: every coefficient is where data and prior pull alike (KKT)", () => {
  assert.ok(additive.length >= 5);
  for (const of of additive) {
    const { design, estimate: { coefficients, noise }, pull, squares, rows } = pulls(of);
    const price = 1 / PROPHET.changepoint_scale;
    let zeros = 0;
    pull.forEach((value, i) => {
      const b = coefficients[i]!;
      const [prior, what] = [design.ridge[i]! * b, `${of.name}, coefficient ${i}:`];
      if (i < FIRST_CHANGE || i >= firstEffect(design)) near(value, prior, 1e-3, what);
      else if (b !== 0) near(value, price * Math.sign(b), 1e-3, what);
      else {
        zeros++;
        assert.ok(Math.abs(value) <= price + 1e-3, `${what} ${value} is more than its price`);
      }
    });
    assert.ok(zeros > 0, `${of.name}: every change of slope takes part`);
    near(noise ** 2, noiseVariance(squares, rows), 1e-9 * noise ** 2, of.name);
  }
});

Deno.test("mostProbable: nothing nearby is more probable, whatever the growth and the effects", async () => {
  const curved = (await cases()).filter((of) => !additive.some(({ name }) => name === of.name));
  assert.equal(curved.length, 3);
  for (const { name, series, context, settings } of curved) {
    const fit = prophetFitter(settings)(series, context);
    const { normal } = stream(1, name);
    const { coefficients, noise } = fit.estimate;
    const least = costOf(fit, fit.estimate);
    for (let trial = 0; trial < 100; trial++) {
      const size = 10 ** -(2 + trial % 4);
      const elsewhere = coefficients.map((value) => value + size * normal());
      const estimate = { coefficients: elsewhere, noise: noise * (1 + size * normal()) };
      assert.ok(costOf(fit, estimate) > least, `${name}, ${size} away`);
    }
  }
});

/** The ridge line by hand: two equations with two unknowns, and the noise that goes with them. */
function ridgeLine(y: readonly number[]): { slope: number; offset: number; noise: number } {
  const times = y.map((_, t) => t / (y.length - 1));
  const sum = (at: (row: number) => number) => y.reduce((total, _, row) => total + at(row), 0);
  let [slope, offset, variance] = [0, 0, 1];
  for (let round = 0; round < 200; round++) {
    const [tt, t, n] = [
      sum((r) => times[r]! ** 2) + variance / 25,
      sum((r) => times[r]!),
      y.length + variance / 25,
    ];
    const [ty, sy] = [sum((r) => times[r]! * y[r]!), sum((r) => y[r]!)];
    slope = (n * ty - t * sy) / (tt * n - t * t);
    offset = (tt * sy - t * ty) / (tt * n - t * t);
    const squares = sum((r) => (y[r]! - offset - slope * times[r]!) ** 2);
    variance = (-y.length + Math.sqrt(y.length ** 2 + 16 * squares)) / 8;
  }
  return { slope, offset, noise: Math.sqrt(variance) };
}

Deno.test("mostProbable: without changepoints and seasons, the ridge line worked by hand", () => {
  const y = [0.2, 0.5, 0.3, 0.8, 0.6, 1, 0.9, 0.7];
  const series = { start: 100, values: Float64Array.from(y), season: 7, bounds: UNBOUNDED };
  const { estimate: { coefficients, noise } } = prophetFitter({ ...PROPHET, changepoints: 0 })(series, {});
  const wanted = ridgeLine(y);
  assert.equal(coefficients.length, 2);
  near(coefficients[SLOPE]!, wanted.slope, 1e-8);
  near(coefficients[OFFSET]!, wanted.offset, 1e-8);
  near(noise, wanted.noise, 1e-8);
});
