import assert from "node:assert/strict";
import { forest, forestModel } from "../../lib/trees/forest.ts";
import { forestTogether } from "../../lib/trees/forest_together.ts";
import { predict } from "../../lib/trees/model.ts";
import { stream } from "../../lib/random/stream.ts";
import { leafCount } from "../../lib/trees/tree.ts";
import { FOREST, matrixOf, near, of, rmse, stepTable } from "./tables.ts";

Deno.test("forest: finds a step, and says out of bag how well", () => {
  const { matrix, target } = stepTable(400, 1);
  const { model, outOfBag } = forest(matrix, target, FOREST, 1);
  const unseen = stepTable(400, 1, 2);
  const honest = rmse(target, outOfBag);
  const measured = rmse(unseen.target, predict(model, unseen.matrix));
  assert.ok(measured < 1.6, `${measured}`);
  assert.ok(Math.abs(honest / measured - 1) < 0.15, `${honest} out of bag, ${measured} on unseen rows`);
  assert.ok(rmse(target, predict(model, matrix)) < 0.8 * honest);
});

Deno.test("forest: pure noise is learned by heart, yet out of bag nothing is explained", () => {
  const { matrix } = stepTable(300, 1);
  const { normal } = stream(5, "pure noise");
  const target = Float64Array.from({ length: 300 }, () => normal());
  const { model, outOfBag } = forest(matrix, target, FOREST, 1);
  const spread = rmse(target, target.map(() => 0));
  assert.ok(rmse(target, predict(model, matrix)) < 0.7 * spread);
  assert.ok(rmse(target, outOfBag) > 0.98 * spread);
});

Deno.test("forest: one tree leaves about 1/e of the rows out of its bag", () => {
  const { matrix, target } = stepTable(1000, 1);
  const { outOfBag } = forest(matrix, target, { ...FOREST, trees: 1 }, 1);
  const left = outOfBag.filter((value) => !Number.isNaN(value)).length / 1000;
  // Standard error 0.010.
  assert.ok(Math.abs(left - Math.exp(-1)) < 0.03, `${left}`);
});

Deno.test("forest: a target of 0 and 1 gives probabilities", () => {
  const { matrix } = stepTable(600, 1);
  const { chance } = stream(3, "classes");
  const signal = matrix.columns[2]!;
  const target = signal.map((value) => Number(chance(value > 0.5 ? 0.9 : 0.2)));
  const { model } = forest(matrix, target, { ...FOREST, min_leaf_rows: 20, trees: 100 }, 1);
  const predicted = predict(model, matrix);
  assert.ok(predicted.every((value) => value >= -1e-12 && value <= 1 + 1e-12));
  const meanWhere = (high: boolean) => {
    const some = predicted.filter((_, row) => signal[row]! > 0.5 === high);
    return some.reduce((sum, value) => sum + value, 0) / some.length;
  };
  near([meanWhere(true), meanWhere(false)], [0.9, 0.2], 0.06);
});

Deno.test("forest: grown out, a tree parts every two rows that differ", () => {
  const x = Float64Array.from({ length: 40 }, (_, row) => row);
  const target = x.map((value) => (value * 17) % 40);
  const settings = { ...FOREST, trees: 60, min_leaf_rows: 1, split_column_fraction: 1 };
  const { model } = forest(matrixOf({ x }), target, settings, 1);
  // A bootstrap of 40 holds 40 (1 − (39/40)^40) = 25.5 different rows on average.
  const leaves = model.trees.map(leafCount);
  near([leaves.reduce((sum, count) => sum + count, 0) / 60], [25.5], 1.2);
});

Deno.test("forest: a constant target is predicted as it is", () => {
  const matrix = matrixOf({ x: of(1, 2, 3, 4) });
  const { model } = forest(matrix, of(0.3, 0.3, 0.3, 0.3), FOREST, 1);
  near(predict(model, matrix), [0.3, 0.3, 0.3, 0.3]);
});

Deno.test("forest: same seed, same forest; another seed, another", () => {
  const { matrix, target } = stepTable(200, 1);
  const predicted = (seed: number) => [...predict(forest(matrix, target, FOREST, seed).model, matrix)];
  assert.deepEqual(predicted(1), predicted(1));
  assert.notDeepEqual(predicted(1), predicted(2));
});

Deno.test("forestTogether: the same model to the last bit, however many threads grow it", async () => {
  const { matrix, target } = stepTable(300, 1);
  const settings = { ...FOREST, trees: 5 };
  const alone = forest(matrix, target, settings, 1).model;
  assert.deepEqual(forestModel(matrix, target, settings, 1), alone);
  for (const threads of [1, 2, 3, 9]) {
    assert.deepEqual(await forestTogether(matrix, target, settings, 1, threads), alone, `${threads} threads`);
  }
});

Deno.test("forestTogether: refuses what forest refuses", async () => {
  const { matrix } = stepTable(30, 1);
  await assert.rejects(forestTogether(matrix, new Float64Array(29), FOREST, 1, 2), RangeError);
});
