import assert from "node:assert/strict";
import { boost } from "../../lib/trees/boost.ts";
import { forest } from "../../lib/trees/forest.ts";
import { permutationImportance } from "../../lib/trees/importance.ts";
import { squaredLoss } from "../../lib/trees/loss.ts";
import { BOOST, FOREST, near, ONE_SPLIT, stepTable } from "./tables.ts";

const train = stepTable(500, 1);
const unseen = stepTable(500, 1, 2);

Deno.test("permutationImportance: only the informative column matters, on unseen rows, for both kinds of model", () => {
  const models = [
    boost(train.matrix, train.target, squaredLoss, BOOST, 1).model,
    forest(train.matrix, train.target, FOREST, 1).model,
  ];
  for (const model of models) {
    const found = permutationImportance(model, unseen.matrix, unseen.target, squaredLoss, 5, 1);
    assert.deepEqual(found.map(({ column }) => column), unseen.matrix.names);
    for (const { column, rise } of found) {
      assert.ok(column === "signal" ? rise > 20 : Math.abs(rise) < 1, `${column} ${rise}`);
    }
  }
});

Deno.test("permutationImportance: shuffling a step of height 10 that halves the rows costs 50, on average", () => {
  const { matrix, target } = stepTable(2000, 0);
  const { model } = boost(matrix, target, squaredLoss, ONE_SPLIT, 1);
  const found = permutationImportance(model, matrix, target, squaredLoss, 20, 1);
  // Half of the rows then have the other side's prediction: ½ × 10².
  near([found[2]!.rise], [50], 1);
  assert.ok(found[2]!.sd > 0 && found[2]!.sd < 3);
  near(found.filter(({ column }) => column !== "signal").map(({ rise }) => rise), [0, 0, 0, 0]);
});

Deno.test("permutationImportance: same seed, same figures; the model and the matrix stay as they were", () => {
  const { model } = boost(train.matrix, train.target, squaredLoss, BOOST, 1);
  const before = unseen.matrix.columns.map((column) => column.slice());
  const once = permutationImportance(model, unseen.matrix, unseen.target, squaredLoss, 3, 7);
  assert.deepEqual(permutationImportance(model, unseen.matrix, unseen.target, squaredLoss, 3, 7), once);
  assert.notDeepEqual(permutationImportance(model, unseen.matrix, unseen.target, squaredLoss, 3, 8), once);
  assert.deepEqual(unseen.matrix.columns, before);
});
