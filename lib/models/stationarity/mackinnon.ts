/** P-values of the Dickey-Fuller distribution by MacKinnon's response surface. */
import { normalBelow } from "../numeric/normal.ts";

/** Around what a series is tested: a level, or a straight line. */
export type Around = "level" | "trend";

interface Surface {
  /** Below it the p-value is 0, above `most` it is 1. */
  least: number;
  most: number;
  /** Where the polynomial of the left tail ends. */
  split: number;
  /** Coefficients by power. */
  left: readonly number[];
  right: readonly number[];
}

/** MacKinnon (1994), "Approximate Asymptotic Distribution Functions for Unit-Root and Cointegration Tests", one series. */
const SURFACES: Readonly<Record<Around, Surface>> = {
  level: {
    least: -18.83,
    most: 2.74,
    split: -1.61,
    left: [2.1659, 1.4412, 0.038269],
    right: [1.7339, 0.93202, -0.12745, -0.010368],
  },
  trend: {
    least: -16.18,
    most: 0.7,
    split: -2.89,
    left: [3.2512, 1.6047, 0.049588],
    right: [2.5261, 0.61654, -0.37956, -0.060285],
  },
};

/** Probability of a Dickey-Fuller t value at most this large when there is a unit root; asymptotic. */
export function dickeyFullerP(statistic: number, around: Around): number {
  const { least, most, split, left, right } = SURFACES[around];
  if (statistic > most) return 1;
  if (statistic < least) return 0;
  const polynomial = statistic <= split ? left : right;
  return normalBelow(polynomial.reduceRight((sum, coefficient) => sum * statistic + coefficient, 0));
}
