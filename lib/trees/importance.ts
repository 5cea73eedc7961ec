/**
 * Permutation importance (Breiman 2001, §10): how much worse a model predicts once a column is shuffled. Measure it
 * on rows the model has not seen; of columns that tell the same story each looks less important than it is.
 */
import { type Stream, stream } from "../random/stream.ts";
import { binned, type BinnedMatrix } from "./binned.ts";
import type { Loss } from "./loss.ts";
import { checkTarget, type Matrix } from "./matrix.ts";
import { predictBinned, type TreesModel } from "./model.ts";
import { range } from "./sample.ts";

export interface Importance {
  column: string;
  /** Mean rise of the loss over the shuffles. */
  rise: number;
  /** Standard deviation of the rise over the shuffles; NaN when there was one only. */
  sd: number;
}

/** All places in random order (Fisher & Yates; Durstenfeld 1964). */
function shuffled(length: number, draw: Stream): Int32Array {
  const order = range(length);
  for (let last = length - 1; last > 0; last--) {
    const other = draw.whole(0, last);
    const held = order[last]!;
    order[last] = order[other]!;
    order[other] = held;
  }
  return order;
}

/** The matrix with one column's codes taken from other rows. */
function withShuffled(matrix: BinnedMatrix, column: number, order: Int32Array): BinnedMatrix {
  const own = matrix.codes[column]!;
  return { ...matrix, codes: matrix.codes.with(column, own.map((_, row) => own[order[row]!]!)) };
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * The importance of every column, in the order of the matrix.
 * @param target    one finite value per row
 * @param shuffles  how often each column is shuffled, at least 1
 */
export function permutationImportance(
  model: TreesModel,
  matrix: Matrix,
  target: Float64Array,
  loss: Loss,
  shuffles: number,
  seed: number,
): Importance[] {
  const codes = binned(matrix, model.bins);
  checkTarget(target, codes.rows);
  const lossOn = (rows: BinnedMatrix) => {
    const predicted = predictBinned(model, rows);
    return loss.measure(target.map((actual, row) => actual - predicted[row]!));
  };
  const unshuffled = lossOn(codes);
  return matrix.names.map((name, column) => {
    const rises = Array.from({ length: shuffles }, (_, shuffle) => {
      const order = shuffled(codes.rows, stream(seed, "importance", name, shuffle));
      return lossOn(withShuffled(codes, column, order)) - unshuffled;
    });
    const { mean, sd } = meanAndSd(rises);
    return { column: name, rise: mean, sd };
  });
}
