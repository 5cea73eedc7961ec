/** Student's t: what is normal about a mean and a spread that were themselves learnt from few errors. */
import { normalQuantile } from "../models/numeric/normal.ts";

/** Where t is small or few degrees of freedom make it large: a power series in p. */
function fromTail(y: number, n: number, d: number): number {
  const inner = (1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1;
  return inner * (n + 1) / (n + 2) + 1 / y;
}

/** Elsewhere: from the normal quantile. */
function fromNormal(p: number, n: number, a: number, b: number, c: number, d: number): number {
  const x = normalQuantile(p / 2);
  const y = x * x;
  const few = n < 5 ? c + 0.3 * (n - 4.5) * (x + 0.6) : c;
  const e = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + few;
  const z = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / e - y - 3) / b + 1) * x;
  return Math.expm1(a * z * z);
}

/**
 * The value below which a share of Student's t lies, to four digits and more (Hill 1970, algorithm 396).
 * @param share    above 1/2, below 1
 * @param degrees  of freedom, whole or not; at least 1
 * @throws RangeError when one of them is not
 */
export function studentQuantile(share: number, degrees: number): number {
  if (!(share > 0.5 && share < 1 && degrees >= 1)) {
    throw new RangeError(
      `Cannot take a quantile of Student's t as it needs a share between 1/2 and 1 and 1 degree of freedom: ` +
        `${share}, ${degrees}`,
    );
  }
  const p = 2 * (1 - share);
  const n = degrees;
  if (n === 1) return 1 / Math.tan(p * Math.PI / 2);
  if (n === 2) return Math.sqrt(2 / (p * (2 - p)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  const c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * Math.PI / 2) * n;
  const y = (d * p) ** (2 / n);
  return Math.sqrt(n * (y > 0.05 + a ? fromNormal(p, n, a, b, c, d) : fromTail(y, n, d)));
}
