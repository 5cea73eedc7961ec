/**
 * Exact sums of gradients and counts in one number. A gradient is rounded to a whole multiple of a small unit and
 * stored as count + multiple, `count` being a power of two so large that sums of multiples never reach half of it.
 * The sum of such numbers is a whole number below 2⁵³: no addition rounds. Hence one addition per row and column
 * instead of two, and a tree that depends neither on the order of the rows nor on which histograms were had by
 * subtraction.
 * The rounding costs no accuracy worth naming: Shi et al. 2022, "Quantized Training of Gradient Boosting Decision
 * Trees", do with 2 to 5 bits; at 150,000 rows 17 are left here, at a million 13.
 */

/** Fewer than 8 bits would be left for a gradient. */
export const MAX_ROWS = 2 ** 22;

export interface Packed {
  /** Gradients by row of the matrix, packed. */
  packed: Float64Array;
  /** What a row counts for in a packed sum. */
  count: number;
}

export interface Packing extends Packed {
  /** Units of a gradient of 1. */
  perUnit: number;
  /** Sums are exact as long as no multiple is larger. */
  most: number;
}

/** How many rows a packed sum holds. */
export const countIn = (sum: number, count: number): number => Math.floor(sum / count + 0.5);

/** The largest size of a gradient among some rows. */
export function largestOf(gradients: Float64Array, rows: Int32Array): number {
  let largest = 0;
  for (let place = 0; place < rows.length; place++) {
    const size = Math.abs(gradients[rows[place]!]!);
    if (size > largest) largest = size;
  }
  return largest;
}

/**
 * Packs gradients as finely as is still exact.
 * @param rows   those that may be summed; those of the rest are packed too, but never used
 * @param packed where to write
 * @param room   times the largest gradient that there is to be room for
 * @throws RangeError when there are too many rows
 */
export function packedFor(
  gradients: Float64Array,
  rows: Int32Array,
  packed: Float64Array = new Float64Array(gradients.length),
  room = 1,
): Packing {
  if (rows.length > MAX_ROWS) {
    throw new RangeError(`Cannot grow a tree as it may use at most ${MAX_ROWS} rows: ${rows.length}`);
  }
  const bitsToCount = 32 - Math.clz32(rows.length);
  const count = 2 ** (53 - bitsToCount);
  const most = Math.floor((count / 2 - 1) / rows.length);
  const largest = largestOf(gradients, rows);
  const perUnit = largest > 0 ? Math.floor(most / room) / largest : 0;
  for (let row = 0; row < gradients.length; row++) {
    packed[row] = count + Math.floor(gradients[row]! * perUnit + 0.5);
  }
  return { packed, count, perUnit, most };
}
