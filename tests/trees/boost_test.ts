import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { boost } from "../../lib/trees/boost.ts";
import { quantileLoss, squaredLoss } from "../../lib/trees/loss.ts";
import { predict } from "../../lib/trees/model.ts";
import { leafCount } from "../../lib/trees/tree.ts";
import { BOOST, matrixOf, near, of, rmse, stepTable } from "./tables.ts";

const text = (value: unknown) =>
  JSON.stringify(value, (_, part) => ArrayBuffer.isView(part) ? [...part as Float64Array] : part);

Deno.test("boost: recovers a step function of two columns exactly", () => {
  const x = Float64Array.from({ length: 64 }, (_, row) => row % 8);
  const z = Float64Array.from({ length: 64 }, (_, row) => Math.floor(row / 8));
  const target = x.map((value, row) =>
    (value > 3 ? 5 : -1) + (z[row]! > 5 ? 100 : 0) + (value > 3 && z[row]! > 5 ? 7 : 0)
  );
  const { model } = boost(
    matrixOf({ x, z }),
    target,
    squaredLoss,
    { ...BOOST, trees: 1, learning_rate: 1 },
    1,
  );
  assert.equal(leafCount(model.trees[0]!), 4);
  near(predict(model, matrixOf({ x, z })), [...target]);
});

Deno.test("boost: each tree lowers the squared error it is trained on, and the fit finds the step", () => {
  const { matrix, target } = stepTable(500, 1);
  const { training, model } = boost(matrix, target, squaredLoss, BOOST, 1);
  assert.equal(training.length, 51);
  training.slice(1).forEach((loss, index) => assert.ok(loss < training[index]!));
  const unseen = stepTable(500, 0, 2);
  assert.ok(rmse(unseen.target, predict(model, unseen.matrix)) < 1);
});

Deno.test("boost: what training says of the loss is what the model then has", () => {
  const { matrix, target } = stepTable(400, 1);
  for (const settings of [BOOST, { ...BOOST, row_fraction: 0.5, column_fraction: 0.6 }]) {
    const { training, model } = boost(matrix, target, squaredLoss, settings, 1);
    near([Math.sqrt(training.at(-1)!)], [rmse(target, predict(model, matrix))], 1e-9);
  }
});

Deno.test("boost: at a constant column a quantile is the quantile of the target", () => {
  const target = Float64Array.from({ length: 101 }, (_, row) => (row * 37) % 101);
  const matrix = matrixOf({ constant: target.map(() => 1) });
  for (const level of [0.05, 0.5, 0.9]) {
    const { model } = boost(matrix, target, quantileLoss(level), BOOST, 1);
    near(predict(model, matrix).subarray(0, 1), [level * 100], 1e-9);
  }
});

Deno.test("boost: 90 % of unseen values lie below the 90 % quantile, however the spread varies", () => {
  const table = (seed: number) => {
    const { uniform, normal } = stream(seed, "spread");
    const x = Float64Array.from({ length: 4000 }, () => uniform());
    return { matrix: matrixOf({ x }), target: x.map((value) => (value > 0.5 ? 10 : 1) * normal()), x };
  };
  const { matrix, target } = table(1);
  const { model } = boost(matrix, target, quantileLoss(0.9), { ...BOOST, min_leaf_rows: 100 }, 1);
  const unseen = table(2);
  const predicted = predict(model, unseen.matrix);
  for (const isWide of [true, false]) {
    const rows = [...unseen.x.keys()].filter((row) => unseen.x[row]! > 0.5 === isWide);
    const below = rows.filter((row) => unseen.target[row]! <= predicted[row]!).length / rows.length;
    // Two standard errors of a share of 0.9 in 2,000 rows are 0.013.
    assert.ok(Math.abs(below - 0.9) < 0.025, `${below} of ${rows.length}`);
  }
});

Deno.test("boost: shift in, shift out; scale in, scale out", () => {
  const { matrix, target } = stepTable(200, 1);
  const fitted = (values: Float64Array) =>
    predict(boost(matrix, values, squaredLoss, BOOST, 1).model, matrix);
  const plain = fitted(target);
  near(fitted(target.map((value) => value + 1000)), [...plain.map((value) => value + 1000)], 1e-6);
  near(fitted(target.map((value) => value * 8)), [...plain.map((value) => value * 8)], 1e-6);
});

Deno.test("boost: a column under a strictly increasing function gives the same trees", () => {
  const { matrix, target } = stepTable(200, 1);
  const bent = { ...matrix, columns: matrix.columns.map((column) => column.map((value) => value ** 3 - 5)) };
  assert.equal(
    text(boost(bent, target, squaredLoss, BOOST, 1).model.trees),
    text(boost(matrix, target, squaredLoss, BOOST, 1).model.trees),
  );
});

Deno.test("boost: same seed, same bytes; another seed, another model where anything is drawn", () => {
  const { matrix, target } = stepTable(300, 1);
  const drawn = { ...BOOST, row_fraction: 0.7, column_fraction: 0.6, split_column_fraction: 0.5 };
  const trained = (settings: typeof BOOST, seed: number) =>
    text(boost(matrix, target, squaredLoss, settings, seed));
  assert.equal(trained(drawn, 1), trained(drawn, 1));
  assert.notEqual(trained(drawn, 1), trained(drawn, 2));
  assert.equal(trained(BOOST, 1), trained(BOOST, 2));
});

Deno.test("boost: no tree has more leaves than allowed, nor smaller ones", () => {
  const { matrix, target } = stepTable(300, 3);
  const { model } = boost(matrix, target, squaredLoss, { ...BOOST, max_leaves: 6, min_leaf_rows: 20 }, 1);
  assert.equal(Math.max(...model.trees.map(leafCount)), 6);
  const predicted = predict({ ...model, trees: [model.trees[0]!] }, matrix);
  const sizes = new Map<number, number>();
  for (const value of predicted) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  assert.ok(Math.min(...sizes.values()) >= 20);
});

const LATEST = Int32Array.from({ length: 100 }, (_, index) => 300 + index);

Deno.test("boost: stops when the holdout no longer gains, and keeps the trees up to its best", () => {
  const { matrix, target } = stepTable(400, 4);
  const settings = { ...BOOST, trees: 500, patience: 15 };
  const { model, holdout } = boost(matrix, target, squaredLoss, settings, 1, LATEST);
  const best = holdout.indexOf(Math.min(...holdout));
  assert.ok(best > 0 && best < 400);
  assert.equal(holdout.length - 1, best + 15);
  assert.equal(model.trees.length, best);
  const predicted = predict(model, matrix);
  near([Math.sqrt(holdout[best]!)], [rmse(target.slice(300), predicted.slice(300))], 1e-9);
});

Deno.test("boost: what is held out decides when to stop and nothing else", () => {
  const { matrix, target } = stepTable(400, 1);
  const spoiled = {
    target: target.map((value, row) => row < 300 ? value : -1e6 * value),
    matrix: {
      ...matrix,
      columns: matrix.columns.map((column) => column.map((value, row) => row < 300 ? value : 1e9)),
    },
  };
  const settings = { ...BOOST, patience: 50 };
  const clean = boost(matrix, target, squaredLoss, settings, 1, LATEST);
  const { training, model } = boost(spoiled.matrix, spoiled.target, squaredLoss, settings, 1, LATEST);
  assert.deepEqual(training, clean.training);
  assert.equal(text(model.bins), text(clean.model.bins));
});

Deno.test("boost: refuses targets it cannot learn, and a holdout that leaves nothing", () => {
  const matrix = matrixOf({ x: of(1, 2) });
  assert.throws(() => boost(matrix, of(1), squaredLoss, BOOST, 1), /one value per row \(2\): 1/);
  assert.throws(
    () => boost(matrix, of(1, NaN), squaredLoss, BOOST, 1),
    /target values must be finite: row 1 is NaN/,
  );
  assert.throws(
    () => boost(matrix, of(1, 2), squaredLoss, BOOST, 1, Int32Array.of(0, 1)),
    /rows to train on: 0/,
  );
  assert.throws(
    () => boost(matrix, of(1, 2), squaredLoss, BOOST, 1, Int32Array.of(2)),
    /rows of the matrix \(2\): 2/,
  );
  assert.throws(() => quantileLoss(1), /level must be above 0 and below 1: 1/);
});
