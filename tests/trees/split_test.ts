import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { boost } from "../../lib/trees/boost.ts";
import { quantileLoss, squaredLoss } from "../../lib/trees/loss.ts";
import { predict } from "../../lib/trees/model.ts";
import { matrixOf, near, of, ONE_SPLIT, type Table } from "./tables.ts";

const X = of(1, 2, 3, 4, 5);
const Y = of(0, 0, 6, 6, 8);

Deno.test("split: the best of four, worked by hand", () => {
  // About the mean 4: −4 −4 2 2 4. Σ²/n of both sides after 1: 20, after 2: 32 + 64/3, after 3: 30, after 4: 20.
  const { model } = boost(matrixOf({ x: X }), Y, squaredLoss, ONE_SPLIT, 1);
  assert.deepEqual([...model.trees[0]!.column], [0, -1, -1]);
  assert.equal(model.bins[0]!.edges[model.trees[0]!.code[0]!], 2.5);
  near(predict(model, matrixOf({ x: X })), [0, 0, 20 / 3, 20 / 3, 20 / 3]);
});

Deno.test("split: a penalty of 1 counts as one more row at the mean", () => {
  const { model } = boost(matrixOf({ x: X }), Y, squaredLoss, { ...ONE_SPLIT, l2: 1 }, 1);
  // 4 − 8 / (2 + 1) and 4 + 8 / (3 + 1).
  near(predict(model, matrixOf({ x: X })), [4 / 3, 4 / 3, 6, 6, 6]);
});

Deno.test("split: never leaves fewer rows on a side than allowed", () => {
  const { model } = boost(matrixOf({ x: of(1, 2, 3, 4) }), of(9, 0, 0, 0), squaredLoss, {
    ...ONE_SPLIT,
    min_leaf_rows: 2,
  }, 1);
  near(predict(model, matrixOf({ x: of(1, 2, 3, 4) })), [4.5, 4.5, 0, 0]);
});

Deno.test("split: missing values go where they fit, even to a side of their own", () => {
  const x = of(1, 2, 3, 4, NaN, NaN);
  const fitted = (...target: number[]) => {
    const { model } = boost(matrixOf({ x }), of(...target), squaredLoss, ONE_SPLIT, 1);
    return predict(model, matrixOf({ x }));
  };
  near(fitted(0, 0, 6, 6, 0, 0), [0, 0, 6, 6, 0, 0]);
  near(fitted(0, 0, 6, 6, 6, 6), [0, 0, 6, 6, 6, 6]);
  near(fitted(1, 1, 1, 1, 7, 7), [1, 1, 1, 1, 7, 7]);
});

Deno.test("split: a value missing only later follows the larger side", () => {
  const { model } = boost(matrixOf({ x: X }), Y, squaredLoss, ONE_SPLIT, 1);
  near(predict(model, matrixOf({ x: of(NaN) })), [20 / 3]);
  const other = boost(matrixOf({ x: X }), of(0, 0, 0, 6, 8), squaredLoss, ONE_SPLIT, 1);
  near(predict(other.model, matrixOf({ x: of(NaN) })), [0]);
});

Deno.test("split: the third leaf comes from the side that gains more, be it left or right", () => {
  const x = of(1, 2, 3, 4);
  for (const target of [[0, 1, 100, 110], [110, 100, 1, 0]]) {
    const { model } = boost(matrixOf({ x }), of(...target), squaredLoss, { ...ONE_SPLIT, max_leaves: 3 }, 1);
    // The pair (0, 1) gains 1/2, the pair (100, 110) gains 50.
    near(predict(model, matrixOf({ x })), target.map((value) => value < 2 ? 0.5 : value));
  }
});

Deno.test("split: a constant target, or constant columns, give no split", () => {
  const constantTarget = boost(matrixOf({ x: X }), of(0.1, 0.1, 0.1, 0.1, 0.1), squaredLoss, ONE_SPLIT, 1);
  const constantColumn = boost(matrixOf({ x: of(2, 2, 2, 2, 2) }), Y, squaredLoss, ONE_SPLIT, 1);
  for (const { model } of [constantTarget, constantColumn]) assert.equal(model.trees[0]!.column.length, 1);
  near(predict(constantTarget.model, matrixOf({ x: X })), [0.1, 0.1, 0.1, 0.1, 0.1]);
});

/** A table of whole numbers, many of them equal, some missing. */
function randomTable(seed: number, rows: number): Table {
  const { whole, chance } = stream(seed, "table");
  const column = () => Float64Array.from({ length: rows }, () => chance(0.15) ? NaN : whole(0, 12));
  const matrix = matrixOf({ a: column(), b: column(), c: column(), d: column(), e: column() });
  return { matrix, target: Float64Array.from({ length: rows }, () => whole(-50, 50)) };
}

function squares(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Least squared error of all splits there are, tried one by one. */
function leastError({ matrix, target }: Table, fewest: number): number {
  let least = Infinity;
  for (const column of matrix.columns) {
    for (const cut of new Set(column)) {
      for (const missingLeft of [true, false]) {
        const isLeft = (row: number) => Number.isNaN(column[row]!) ? missingLeft : column[row]! <= cut;
        const left = [...target].filter((_, row) => isLeft(row));
        const right = [...target].filter((_, row) => !isLeft(row));
        if (left.length >= fewest && right.length >= fewest) {
          least = Math.min(least, squares(left) + squares(right));
        }
      }
    }
  }
  return least;
}

Deno.test("split: as good as trying all of them, in small nodes and in large ones", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const table = randomTable(seed, seed % 2 === 0 ? 20 : 90);
    const { training } = boost(
      table.matrix,
      table.target,
      squaredLoss,
      { ...ONE_SPLIT, min_leaf_rows: 4 },
      1,
    );
    const found = training[1]! * table.target.length;
    near([found / leastError(table, 4)], [1], 1e-9);
  }
});

Deno.test("split: a quantile splits where the sign of the residuals changes most, leaves are quantiles", () => {
  const { model } = boost(matrixOf({ x: X }), of(0, 2, 7, 8, 9), quantileLoss(0.5), ONE_SPLIT, 1);
  // Residuals about 7: two below, one at, two above; sides {0, 2} with median 1 and {7, 8, 9} with 8, or
  // {0, 2, 7} with 2 and {8, 9} with 8.5: "above" or not decides for the second.
  near(predict(model, matrixOf({ x: X })), [2, 2, 2, 8.5, 8.5]);
});
