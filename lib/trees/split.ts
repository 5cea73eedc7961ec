/**
 * The best place to part a node: the greatest drop of the sum of squared differences between gradients and their
 * mean, held back by an L2 penalty (Friedman 2001, "Greedy Function Approximation", eq. 35; Chen & Guestrin 2016,
 * eq. 7). A missing value may go either way.
 */
import { MISSING } from "./bins.ts";
import { countIn } from "./sums.ts";

export interface SplitRules {
  /** Fewest rows on either side, at least 1. */
  min_leaf_rows: number;
  /** Added to the number of rows when a mean is taken. */
  l2: number;
}

/** What a node holds: the packed sum of its gradients, and what a row counts for in it (see sums.ts). */
export interface NodeSum {
  packed: number;
  count: number;
}

/** The best split of a node found so far. */
export interface Split {
  /** Score of both sides: Σ (sum of gradients)² / (rows + l2). */
  score: number;
  /** −1 when no split beats the node as it is. */
  column: number;
  /** Values of this bin and below go left. */
  code: number;
  missingLeft: boolean;
  /** Packed sum of the left side. */
  left: number;
}

/** Codes of a column that rows of a node have, ascending; not the missing one. Others need not be looked at. */
export interface Codes {
  list: Uint8Array;
  length: number;
}

/** A gain below this share of the node's score is rounding error. */
const ROUNDING = 1e-12;

export function score({ packed, count }: NodeSum, l2: number): number {
  const rows = countIn(packed, count);
  const sum = packed - rows * count;
  return (sum * sum) / (rows + l2);
}

/** The first split to beat this one must gain something. */
export function noSplit(node: NodeSum, { l2 }: SplitRules): Split {
  return { score: score(node, l2) * (1 + ROUNDING), column: -1, code: 0, missingLeft: false, left: 0 };
}

/**
 * Looks through the bins of one column, upwards.
 * @param cells  histogram of the column from cell `first` on
 * @param left   packed sum of what is on the left from the start: nothing, or the missing values
 * @returns whether it found a better split
 */
function scan(
  cells: Float64Array,
  first: number,
  { list, length }: Codes,
  { packed, count }: NodeSum,
  { min_leaf_rows, l2 }: SplitRules,
  left: number,
  best: Split,
): boolean {
  const perCount = 1 / count;
  const rows = Math.floor(packed * perCount + 0.5);
  const sum = packed - rows * count;
  let bestScore = best.score;
  let bestCode = -1;
  let bestLeft = 0;
  for (let index = 0; index < length; index++) {
    const code = list[index]!;
    const cell = cells[first + code]!;
    if (cell === 0) continue;
    left += cell;
    const rowsLeft = Math.floor(left * perCount + 0.5);
    const rowsRight = rows - rowsLeft;
    if (rowsLeft < min_leaf_rows) continue;
    if (rowsRight < min_leaf_rows) break;
    const sumLeft = left - rowsLeft * count;
    const sumRight = sum - sumLeft;
    const weightLeft = rowsLeft + l2;
    const weightRight = rowsRight + l2;
    // The score without its divisions: both squares over one denominator.
    const squares = sumLeft * sumLeft * weightRight + sumRight * sumRight * weightLeft;
    if (squares > bestScore * (weightLeft * weightRight)) {
      bestScore = squares / (weightLeft * weightRight);
      bestCode = code;
      bestLeft = left;
    }
  }
  if (bestCode < 0) return false;
  best.score = bestScore;
  best.code = bestCode;
  best.left = bestLeft;
  return true;
}

/**
 * The best split of one column, whatever others have. Where no value is missing, a missing one will follow the
 * larger side.
 * @param none  of the node, see {@link noSplit}
 */
export function searchColumn(
  cells: Float64Array,
  first: number,
  column: number,
  codes: Codes,
  node: NodeSum,
  rules: SplitRules,
  none: Split,
): Split {
  const best = { ...none };
  const missing = cells[first + MISSING]!;
  if (scan(cells, first, codes, node, rules, 0, best)) {
    best.column = column;
    best.missingLeft = missing === 0 && 2 * countIn(best.left, node.count) > countIn(node.packed, node.count);
  }
  if (missing !== 0 && scan(cells, first, codes, node, rules, missing, best)) {
    best.column = column;
    best.missingLeft = true;
  }
  return best;
}
