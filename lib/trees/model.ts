/** A trained set of trees, and what it predicts. */
import { binned, type BinnedMatrix } from "./binned.ts";
import type { ColumnBins } from "./bins.ts";
import type { Matrix } from "./matrix.ts";
import { range } from "./sample.ts";
import { Descent, type Tree } from "./tree.ts";

export interface TreesModel {
  bins: readonly ColumnBins[];
  /** Predicted before any tree has spoken. */
  start: number;
  /** Factor of every tree: 1 when boosted, 1 / number of trees in a forest. */
  factor: number;
  trees: readonly Tree[];
}

/** Rows handed down a tree at a time: their codes of a column stay close to the processor. */
const BLOCK_ROWS = 16_384;

/** Predictions for rows already in bins of the model. */
export function predictBinned(
  { start, factor, trees }: TreesModel,
  { rows, codes }: BinnedMatrix,
): Float64Array {
  const sums = new Float64Array(rows);
  const all = range(rows);
  const descent = new Descent(codes, Math.min(rows, BLOCK_ROWS));
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const block = all.subarray(from, from + BLOCK_ROWS);
    for (const tree of trees) {
      descent.down(tree, block, (leaf, first, last) => {
        const value = tree.value[leaf]!;
        for (let place = first; place < last; place++) sums[block[place]!]! += value;
      });
    }
  }
  return sums.map((sum) => start + factor * sum);
}

/**
 * Predictions, one per row. A forest trained on 0 and 1 predicts the probability of 1.
 * @throws RangeError when the columns are not those of training
 */
export function predict(model: TreesModel, matrix: Matrix): Float64Array {
  return predictBinned(model, binned(matrix, model.bins));
}
