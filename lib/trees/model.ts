/** A trained set of trees, and what it predicts. */
import { binned, type BinnedMatrix } from "./binned.ts";
import type { ColumnBins } from "./bins.ts";
import type { Matrix } from "./matrix.ts";
import { addPredictions, type Tree } from "./tree.ts";

export interface TreesModel {
  bins: readonly ColumnBins[];
  /** Predicted before any tree has spoken. */
  start: number;
  /** Factor of every tree: 1 when boosted, 1 / number of trees in a forest. */
  factor: number;
  trees: readonly Tree[];
}

/** Predictions for rows already in bins of the model. */
export function predictBinned({ start, factor, trees }: TreesModel, matrix: BinnedMatrix): Float64Array {
  const sums = new Float64Array(matrix.rows);
  for (const tree of trees) addPredictions(tree, matrix, sums);
  return sums.map((sum) => start + factor * sum);
}

/**
 * Predictions, one per row. A forest trained on 0 and 1 predicts the probability of 1.
 * @throws RangeError when the columns are not those of training
 */
export function predict(model: TreesModel, matrix: Matrix): Float64Array {
  return predictBinned(model, binned(matrix, model.bins));
}
