/** Least squares with one column more at a time: what each column explains beyond those before it. */
import { type Columns, dot } from "./ridge.ts";

/** A column of which less than this share is left beyond those before it says nothing new. */
const NEW_SHARE = 1e-10;

export interface Sequential {
  /** Residual sum of squares with the first k + 1 columns. */
  residual: Float64Array;
  /** What the last column adds: its coefficient over the root of its variance factor; its t value times s. */
  last: number;
}

/**
 * Least squares of y on the first column, the first two, and so on, from one Cholesky factor of the Gram matrix.
 * Cost: n p² / 2 multiplications for all p regressions together.
 * @returns undefined when a column depends on those before it, or when nothing is left to explain
 */
export function sequentialLeastSquares(gram: Float64Array, columns: Columns, y: Float64Array):
  | Sequential
  | undefined {
  const p = columns.length;
  const factor = new Float64Array(p * p);
  const explained = new Float64Array(p);
  const residual = new Float64Array(p);
  const total = dot(y, y);
  let left = total;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!;
      if (i !== j) {
        factor[i * p + j] = sum / factor[j * p + j]!;
      } else {
        if (!(sum > NEW_SHARE * gram[i * p + i]!)) return undefined;
        factor[i * p + i] = Math.sqrt(sum);
      }
    }
    let product = dot(columns[i]!, y);
    for (let k = 0; k < i; k++) product -= factor[i * p + k]! * explained[k]!;
    explained[i] = product / factor[i * p + i]!;
    left -= explained[i]! ** 2;
    if (!(left > NEW_SHARE * total)) return undefined;
    residual[i] = left;
  }
  return { residual, last: explained[p - 1]! };
}
