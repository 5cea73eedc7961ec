/** Our solver before Stan's own optimiser, as augurs ships it. */
import assert from "node:assert/strict";
import { explained, prophetFitter } from "../../../lib/models/prophet/prophet.ts";
import { augurs } from "./augurs.ts";
import { cases } from "./cases.ts";
import { costOf } from "./cost.ts";

const judge = await augurs();
// augurs scales regressors in a way of its own.
const comparable = (await cases()).filter(({ context }) => context.regressors === undefined);

const largestGap = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

for (const of of comparable) {
  Deno.test(`prophet: where our solver ends on ${of.name}, Stan finds no step that gains anything`, () => {
    const fit = prophetFitter(of.settings)(of.series, of.context);
    const { mean } = explained(fit, of.steps);
    const gap = largestGap(mean, judge(of, fit).forecast);
    assert.ok(gap <= 0.1 && gap <= 1e-6 * Math.max(...mean.map(Math.abs)), `Stan moves by ${gap}`);
  });
}

for (const of of comparable) {
  Deno.test(`prophet: our estimate of ${of.name} is more probable than where Stan stops by itself`, () => {
    const fit = prophetFitter(of.settings)(of.series, of.context);
    const [ours, theirs] = [costOf(fit, fit.estimate), costOf(fit, judge(of).estimate(fit))];
    assert.ok(ours <= theirs, `minus log posterior: ours ${ours}, Stan's ${theirs}`);
  });
}

Deno.test("augurs: its estimate, read as our coefficients, makes its own forecast", () => {
  for (const of of comparable) {
    const fit = prophetFitter(of.settings)(of.series, of.context);
    const { forecast, estimate } = judge(of);
    const gap = largestGap(explained({ ...fit, estimate: estimate(fit) }, of.steps).mean, forecast);
    assert.ok(gap <= 1e-6 * Math.max(...forecast.map(Math.abs)), `${of.name}: ${gap} apart`);
  }
});

Deno.test("prophet: begun elsewhere, Stan does move, so that staying means something", () => {
  const of = comparable.find(({ name }) => name === "percent")!;
  const fit = prophetFitter(of.settings)(of.series, of.context);
  const coefficients = fit.estimate.coefficients.map((value) => 1.2 * value);
  const elsewhere = { ...fit, estimate: { ...fit.estimate, coefficients } };
  assert.ok(largestGap(explained(elsewhere, of.steps).mean, judge(of, elsewhere).forecast) > 1);
});

Deno.test("augurs: the same forecast again, as its columns are sorted", () => {
  const of = comparable.find(({ name }) => name === "retail_sales")!;
  const { forecast } = judge(of);
  assert.ok(largestGap(judge(of).forecast, forecast) <= 1e-9 * Math.max(...forecast));
});
