import { type Columns, dot } from "./ridge.ts";

/**
 * Gram matrix XᵀX, p × p, row by row.
 * Cost: n p² / 2 multiplications.
 */
export function gram(columns: Columns): Float64Array {
  const p = columns.length;
  const matrix = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = dot(columns[i]!, columns[j]!);
      matrix[i * p + j] = sum;
      matrix[j * p + i] = sum;
    }
  }
  return matrix;
}
