/**
 * Histograms of packed gradients: for each group of four columns 4 × 256 cells, one for each bin code. The numeric
 * kernel of the engine: nearly all the time of training is spent in `addRows`.
 */
import { COLUMNS_PER_WORD, groupsOf } from "./words.ts";

export const CELLS = 256;

/** The histograms of one node, by group of columns. */
export type Histogram = readonly Float64Array[];

export const emptyHistogram = (columns: number): Histogram =>
  Array.from({ length: groupsOf(columns) }, (_, group) => {
    const own = Math.min(COLUMNS_PER_WORD, columns - COLUMNS_PER_WORD * group);
    return new Float64Array(CELLS * own);
  });

/** The same for a group of fewer columns, two at a time. */
function addToFew(
  cells: Float64Array,
  words: Int32Array,
  rows: Int32Array,
  packed: Float64Array,
  from: number,
  to: number,
): void {
  for (let first = 0; first < cells.length; first += 2 * CELLS) {
    const shift = first >> 5;
    const isPair = first + CELLS < cells.length;
    for (let place = from; place < to; place++) {
      const row = rows[place]!;
      const word = words[row]! >>> shift;
      const value = packed[row]!;
      cells[first | (word & 255)]! += value;
      if (isPair) cells[first | 256 | ((word >>> 8) & 255)]! += value;
    }
  }
}

/**
 * Adds rows to the histograms of a group of columns.
 * @param words   codes of the group by row of the matrix
 * @param rows    row numbers from place `from` up to `to`
 * @param packed  by row of the matrix, see sums.ts
 */
export function addRows(
  cells: Float64Array,
  words: Int32Array,
  rows: Int32Array,
  packed: Float64Array,
  from: number,
  to: number,
): void {
  if (cells.length < CELLS * COLUMNS_PER_WORD) return addToFew(cells, words, rows, packed, from, to);
  for (let place = from; place < to; place++) {
    const row = rows[place]!;
    const word = words[row]!;
    const value = packed[row]!;
    // Four columns at a time: independent additions, and the row is looked up once.
    cells[word & 255]! += value;
    cells[256 | ((word >>> 8) & 255)]! += value;
    cells[512 | ((word >>> 16) & 255)]! += value;
    cells[768 | (word >>> 24)]! += value;
  }
}

function takeAway(whole: Float64Array, part: Float64Array): void {
  for (let cell = 0; cell < whole.length; cell++) whole[cell]! -= part[cell]!;
}

/**
 * Takes from each cell a multiple of the rows that a part of them has in it.
 * @param count  what a row counts for in packed sums
 */
export function takeAwayCounts(whole: Histogram, part: Histogram, count: number, times: number): void {
  const perCount = 1 / count;
  for (let group = 0; group < whole.length; group++) {
    const cells = whole[group]!;
    const own = part[group]!;
    for (let cell = 0; cell < cells.length; cell++) {
      cells[cell]! -= times * Math.floor(own[cell]! * perCount + 0.5);
    }
  }
}

/** Leaves in `whole` what is not in `part`: the sibling's histograms without a look at its rows (Ke et al. 2017). */
export const subtract = (whole: Histogram, part: Histogram): void =>
  whole.forEach((cells, group) => takeAway(cells, part[group]!));
