/**
 * Where each column is cut into bins: the only values a tree may split at (Ke et al. 2017, LightGBM, §2.1).
 * Codes are bytes: 0 … 254 for values in order, 255 for missing.
 */
import { stream } from "../random/stream.ts";
import type { Matrix } from "./matrix.ts";
import { sampled } from "./sample.ts";

export const MAX_BINS = 255;
/** Code of a missing value. */
export const MISSING = 255;

/** The cuts of one column: a value belongs to the first bin whose edge is not below it, else to the last bin. */
export interface ColumnBins {
  name: string;
  /** Ascending; one fewer than there are bins. */
  edges: Float64Array;
}

/** A number between two others, never equal to the upper one. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

/**
 * Edges that share sorted values out evenly: a bin closes once it holds its share of the rows not yet placed, so
 * that a value more frequent than that gets a bin of its own and costs the others nothing.
 * Up to `maxBins` distinct values, every value has its bin.
 * @param sorted  ascending, no NaN
 */
export function edgesOf(sorted: Float64Array, maxBins: number): Float64Array {
  const edges: number[] = [];
  const distinct = countDistinct(sorted, maxBins);
  let placed = 0;
  for (let next = 1; next < sorted.length && edges.length < maxBins - 1; next++) {
    if (sorted[next] === sorted[next - 1]) continue;
    const share = distinct <= maxBins ? 1 : (sorted.length - placed) / (maxBins - edges.length);
    if (next - placed < share) continue;
    edges.push(between(sorted[next - 1]!, sorted[next]!));
    placed = next;
  }
  return Float64Array.from(edges);
}

/** How many values differ, counted no further than one above the limit. */
function countDistinct(sorted: Float64Array, limit: number): number {
  let distinct = Math.min(1, sorted.length);
  for (let next = 1; next < sorted.length && distinct <= limit; next++) {
    if (sorted[next] !== sorted[next - 1]) distinct++;
  }
  return distinct;
}

function present(column: Float64Array, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    const value = column[rows[place]!]!;
    if (Number.isFinite(value)) values[count++] = value;
  }
  return values.subarray(0, count);
}

/** Enough for quantiles: with more rows to learn from, a random sample of this many sets the bins. */
const ENOUGH_ROWS = 50_000;

interface Learned {
  rows: Int32Array;
  maxBins: number;
  seed: number;
  bins: readonly ColumnBins[];
}

/** What was last learned of a matrix: models trained one after the other on the same rows share their bins. */
const learned = new WeakMap<Matrix, Learned>();

const areEqual = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((row, place) => row === b[place]);

/**
 * The bins of every column, from the values of some rows.
 * @param rows     those that may be looked at: never the ones to be predicted
 * @param maxBins  2 … 255
 * @param seed     of the sample, see ENOUGH_ROWS
 * @throws RangeError when there may be too few or too many bins
 */
export function learnBins(
  matrix: Matrix,
  rows: Int32Array,
  maxBins: number,
  seed: number,
): readonly ColumnBins[] {
  if (!(Number.isInteger(maxBins) && maxBins >= 2 && maxBins <= MAX_BINS)) {
    throw new RangeError(`Cannot bin columns as bins must be from 2 to ${MAX_BINS}: ${maxBins}`);
  }
  const last = learned.get(matrix);
  if (last?.maxBins === maxBins && last.seed === seed && areEqual(last.rows, rows)) return last.bins;
  const looked = sampled(rows, ENOUGH_ROWS, stream(seed, "bins"));
  const bins = matrix.columns.map((column, index) => {
    const edges = edgesOf(present(column, looked).sort(), maxBins);
    return { name: matrix.names[index]!, edges };
  });
  learned.set(matrix, { rows: rows.slice(), maxBins, seed, bins });
  return bins;
}
