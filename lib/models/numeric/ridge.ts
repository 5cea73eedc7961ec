/**
 * Ridge regression on the Gram matrix, which series over the same design share: the coefficients b that minimise
 * Σ w (y − Xb)² + Σ penalty b² solve (XᵀWX + diag(penalty)) b = XᵀWy.
 */

/** Columns of a design matrix, n values each. */
export type Columns = readonly Float64Array[];

/** Inner product. */
export function dot(a: Float64Array, b: Float64Array): number {
  // Four sums at a time: the processor need not wait for one addition before the next.
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  const n = a.length;
  const whole = n - (n % 4);
  for (let t = 0; t < whole; t += 4) {
    s0 += a[t]! * b[t]!;
    s1 += a[t + 1]! * b[t + 1]!;
    s2 += a[t + 2]! * b[t + 2]!;
    s3 += a[t + 3]! * b[t + 3]!;
  }
  for (let t = whole; t < n; t++) s0 += a[t]! * b[t]!;
  return s0 + s1 + s2 + s3;
}

/**
 * Lower Cholesky factor L of A + diag(penalty), with L Lᵀ = A + diag(penalty).
 * @throws RangeError when the sum is not positive definite
 */
export function cholesky(matrix: Float64Array, penalty: Float64Array): Float64Array {
  const p = penalty.length;
  const factor = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * p + j]! + (i === j ? penalty[i]! : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!;
      if (i !== j) {
        factor[i * p + j] = sum / factor[j * p + j]!;
      } else {
        if (!(sum > 0)) {
          throw new RangeError(
            `Cannot factor a matrix as it must be positive definite: pivot ${i} is ${sum}`,
          );
        }
        factor[i * p + i] = Math.sqrt(sum);
      }
    }
  }
  return factor;
}

/** Solution x of L x = b. */
export function forwardSolve(factor: Float64Array, rightHandSide: Float64Array): Float64Array {
  const p = rightHandSide.length;
  const x = rightHandSide.slice();
  for (let i = 0; i < p; i++) {
    let left = x[i]!;
    for (let k = 0; k < i; k++) left -= factor[i * p + k]! * x[k]!;
    x[i] = left / factor[i * p + i]!;
  }
  return x;
}

/** Solution x of Lᵀ x = b. */
export function backSolve(factor: Float64Array, rightHandSide: Float64Array): Float64Array {
  const p = rightHandSide.length;
  const x = rightHandSide.slice();
  for (let i = p - 1; i >= 0; i--) {
    let left = x[i]!;
    for (let k = i + 1; k < p; k++) left -= factor[k * p + i]! * x[k]!;
    x[i] = left / factor[i * p + i]!;
  }
  return x;
}

/** Solution x of L Lᵀ x = b. */
export const solveFactored = (factor: Float64Array, rightHandSide: Float64Array): Float64Array =>
  backSolve(factor, forwardSolve(factor, rightHandSide));
