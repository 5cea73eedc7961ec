import assert from "node:assert/strict";
import { boost } from "../../lib/trees/boost.ts";
import { boostTogether } from "../../lib/trees/boost_together.ts";
import { type Aim, lossOf } from "../../lib/trees/loss.ts";
import { save } from "../../lib/trees/saved.ts";
import { BOOST, matrixOf, of, stepTable, type Table } from "./tables.ts";

/** With missing values, and a column that tells the same as another: which of the two is taken must not vary. */
function table(): Table {
  const { matrix, target } = stepTable(1500, 3);
  const signal = matrix.columns[2]!.map((value, row) => row % 7 === 0 ? NaN : value);
  const columns = [...matrix.columns.with(2, signal), signal.slice()];
  return { matrix: { names: [...matrix.names, "signal again"], columns }, target };
}

const LATEST = Int32Array.from({ length: 300 }, (_, index) => 1200 + index);

Deno.test("boostTogether: with two threads the model and the losses of one, to the last bit", async () => {
  const { matrix, target } = table();
  const drawn = { ...BOOST, trees: 5, row_fraction: 0.7, column_fraction: 0.8, split_column_fraction: 0.6 };
  const aims: readonly Aim[] = ["mean", { quantile: 0.9 }];
  for (const aim of aims) {
    for (const settings of [{ ...BOOST, trees: 20 }, drawn]) {
      const alone = boost(matrix, target, lossOf(aim), settings, 1, LATEST);
      for (const threads of [1, 2]) {
        const together = await boostTogether(matrix, target, aim, settings, 1, threads, LATEST);
        assert.deepEqual(save(together.model), save(alone.model));
        assert.deepEqual([together.training, together.holdout], [alone.training, alone.holdout]);
      }
    }
  }
});

Deno.test("boostTogether: three threads do not change the model either", async () => {
  const { matrix, target } = table();
  const few = { ...BOOST, trees: 3 };
  const { model } = await boostTogether(matrix, target, "mean", few, 1, 3);
  assert.deepEqual(save(model), save(boost(matrix, target, lossOf("mean"), few, 1).model));
});

Deno.test("boostTogether: no more threads than columns, and rows too few to share", async () => {
  const [matrix, target] = [matrixOf({ x: of(1, 2, 3, 4, 5) }), of(0, 0, 6, 6, 8)];
  const { model } = await boostTogether(matrix, target, "mean", BOOST, 1, 4);
  assert.deepEqual(save(model), save(boost(matrix, target, lossOf("mean"), BOOST, 1).model));
});

Deno.test("boostTogether: refuses what boost refuses, and leaves no thread waiting", async () => {
  const { matrix, target } = stepTable(50, 1);
  const refused = (other: Partial<typeof BOOST>, values = target, columns = matrix.columns) =>
    boostTogether({ ...matrix, columns }, values, "mean", { ...BOOST, ...other }, 1, 2);
  await assert.rejects(refused({ max_bins: 256 }), /bins must be from 2 to 255: 256/);
  await assert.rejects(refused({}, of(1)), /one value per row \(50\): 1/);
  const infinite = matrix.columns.with(4, new Float64Array(50).fill(Infinity));
  await assert.rejects(refused({}, target, infinite), /Cannot bin column "d"/);
});
