/** Agreement with the original Prophet on its own examples and on percentages: see reference.py. */
import assert from "node:assert/strict";
import { cost } from "../../../lib/models/prophet/posterior.ts";
import { explained, prophetFitter } from "../../../lib/models/prophet/prophet.ts";
import { type Case, cases, PROPHET } from "./cases.ts";
import { crossValidation, measured } from "./cross_validation.ts";
import reference from "./reference.json" with { type: "json" };
import { example } from "./series.ts";

const largestGap = (a: Float64Array, b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

function fitted({ series, context, settings, steps }: Case) {
  const fit = prophetFitter(settings)(series, context);
  const { curve, design, estimate, scale } = fit;
  const { mean } = explained(fit, design.timeline.steps);
  const squares = mean.reduce(
    (sum, value, row) => sum + ((value - scale.floor) / scale.unit - scale.values[row]!) ** 2,
    0,
  );
  const height = -cost(curve, design, estimate.coefficients, squares, estimate.noise ** 2, mean.length);
  const present = series.values.filter((value) => !Number.isNaN(value));
  const range = present.reduce((a, b) => Math.max(a, b)) - present.reduce((a, b) => Math.min(a, b));
  return { ...explained(fit, steps), height, range };
}

const compared = (await cases()).map((of) => ({
  name: of.name,
  ours: fitted(of),
  theirs: reference.cases.find(({ name }) => name === of.name)!,
}));

Deno.test("reference.json: every case, at the steps compared", async () => {
  assert.deepEqual(
    reference.cases.map(({ name, steps }) => ({ name, steps })),
    (await cases()).map(({ name, steps }) => ({ name, steps: [...steps] })),
  );
});

Deno.test("prophet: the top of Prophet's posterior, as another optimiser finds it", () => {
  for (const { name, ours, theirs: { optimum } } of compared) {
    // The reference is kept to 8 digits.
    const tolerance = 1e-6 * ours.range;
    for (const part of ["mean", "trend"] as const) {
      const gap = largestGap(ours[part], part === "mean" ? optimum.yhat : optimum.trend);
      assert.ok(gap <= tolerance, `${name}: ${part} differs by ${gap}`);
    }
    assert.ok(Math.abs(ours.height - optimum.log_posterior) < 1e-4, `${name}: ${ours.height}`);
  }
});

Deno.test("prophet: more probable than where Prophet's own optimiser stops, and near it", () => {
  for (const { name, ours, theirs } of compared) {
    assert.ok(ours.height > theirs.prophet.log_posterior, name);
    const gap = largestGap(ours.mean, theirs.prophet.yhat);
    assert.ok(gap <= 0.02 * ours.range, `${name}: yhat differs by ${gap} in a range of ${ours.range}`);
  }
});

Deno.test("prophet: within 0.1 of Prophet as it is on its daily examples", () => {
  const daily = compared.filter(({ name }) => /^(peyton|wp_log_R)/.test(name));
  assert.equal(daily.length, 3);
  for (const { name, ours, theirs } of daily) {
    assert.ok(largestGap(ours.mean, theirs.prophet.yhat) <= 0.1, name);
  }
});

Deno.test("prophet: Peyton Manning cross-validated as published, no worse at 37 days", async () => {
  const predictions = crossValidation(await example("wp_log_peyton_manning"), PROPHET);
  assert.equal(predictions.length, 3988);
  // docs/_docs/diagnostics.md of Prophet, 37 days: RMSE 0.702395, MAE 0.503977, MAPE 0.058376, coverage 0.676565.
  const { rmse, mae, mape, coverage } = measured(predictions, 37);
  for (const [ours, published] of [[rmse, 0.702395], [mae, 0.503977], [mape, 0.058376]] as const) {
    assert.ok(ours <= published && ours > 0.98 * published, `${ours} against ${published}`);
  }
  assert.ok(Math.abs(coverage - 0.676565) < 0.02, `coverage ${coverage}`);
});
