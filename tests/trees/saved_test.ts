import assert from "node:assert/strict";
import { boost } from "../../lib/trees/boost.ts";
import { forest } from "../../lib/trees/forest.ts";
import { squaredLoss } from "../../lib/trees/loss.ts";
import { predict } from "../../lib/trees/model.ts";
import { load, save, type SavedModel } from "../../lib/trees/saved.ts";
import { BOOST, FOREST, of, stepTable } from "./tables.ts";

const { matrix, target } = stepTable(300, 1);
matrix.columns[2]!.fill(NaN, 100, 120);
const boosted = boost(matrix, target, squaredLoss, BOOST, 1).model;

Deno.test("save, load: through JSON and back, predictions are the same to the last bit", () => {
  const unseen = stepTable(300, 1, 2).matrix;
  unseen.columns[0]!.fill(NaN, 0, 50);
  for (const model of [boosted, forest(matrix, target, FOREST, 1).model]) {
    const written = JSON.stringify(save(model));
    const again = load(JSON.parse(written));
    assert.deepEqual(predict(again, unseen), predict(model, unseen));
    assert.equal(JSON.stringify(save(again)), written);
  }
});

Deno.test("load: a model without trees predicts its start", () => {
  const { model } = boost(matrix, target.map(() => 0.1 + 0.2), squaredLoss, { ...BOOST, trees: 0 }, 1);
  assert.deepEqual(
    predict(load(JSON.parse(JSON.stringify(save(model)))), matrix),
    target.map(() => 0.1 + 0.2),
  );
});

Deno.test("load: refuses what is not a model, or would never end", () => {
  const spoiled = (change: (model: SavedModel) => void) => {
    const model = structuredClone(save(boosted));
    change(model);
    return () => load(model);
  };
  assert.throws(spoiled((model) => model.format = "trees-0" as "trees-1"), /format/);
  assert.throws(spoiled((model) => model.trees[0]!.left[0] = 0), /children must come after node 0: 0/);
  assert.throws(spoiled((model) => model.trees[0]!.left[0] = 999), /children must come after node 0: 999/);
  assert.throws(spoiled((model) => model.trees[0]!.value.pop()), /lists must be as long as column/);
  assert.throws(spoiled((model) => model.trees[1]!.column[0] = 5), /tree 1 must use one of the 5 columns/);
  assert.throws(spoiled((model) => model.bins[0]!.edges.reverse()), /edges must ascend/);
  assert.throws(spoiled((model) => Object.assign(model, { extra: 1 })), /extra/);
});

Deno.test("predict: refuses a matrix with other columns", () => {
  assert.throws(
    () => predict(boosted, { names: ["a"], columns: [of(1)] }),
    /columns must be a, b, signal, c, d: a/,
  );
});
