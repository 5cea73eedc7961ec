/** A grown tree as flat arrays over its nodes, the root first. The right child follows the left. */
import type { BinnedMatrix } from "./binned.ts";
import { MISSING } from "./bins.ts";

export interface Tree {
  /** Column a node is parted by; −1 for a leaf. */
  column: Int32Array;
  /** Values of this bin and below go left. */
  code: Uint8Array;
  /** 1 where missing values go left. */
  missingLeft: Uint8Array;
  /** Left child; 0 for a leaf. */
  left: Int32Array;
  /** What a leaf predicts. */
  value: Float64Array;
}

export const leafCount = ({ column }: Tree): number => (column.length + 1) / 2;

/** For each of the 256 codes: 1 when it goes left. */
export function leftCodes(code: number, missingLeft: boolean, goesLeft: Uint8Array): void {
  goesLeft.fill(1, 0, code + 1);
  goesLeft.fill(0, code + 1);
  goesLeft[MISSING] = Number(missingLeft);
}

/** The leaf that a row of a binned matrix falls into. */
export function leafOf(
  { column, code, missingLeft, left }: Tree,
  codes: readonly Uint8Array[],
  row: number,
): number {
  let node = 0;
  for (;;) {
    const by = column[node]!;
    if (by < 0) return node;
    const found = codes[by]![row]!;
    const goesLeft = found === MISSING ? missingLeft[node] === 1 : found <= code[node]!;
    node = left[node]! + (goesLeft ? 0 : 1);
  }
}

/** Adds a tree's predictions to those of every row. */
export function addPredictions(tree: Tree, matrix: BinnedMatrix, sums: Float64Array): void {
  for (let row = 0; row < sums.length; row++) sums[row]! += tree.value[leafOf(tree, matrix.codes, row)]!;
}
