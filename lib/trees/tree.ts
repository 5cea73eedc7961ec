/** A grown tree as flat arrays over its nodes, the root first. The right child follows the left. */
import { MISSING } from "./bins.ts";
import { partRows } from "./part.ts";

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

/** Told of a leaf and the stretch of rows in it. */
export type Visit = (leaf: number, from: number, to: number) => void;

/** Hands rows down trees, all rows of a node together: faster than each row on its own. */
export class Descent {
  private readonly goesLeft = new Uint8Array(256);
  private readonly toTheRight: Int32Array;

  /** @param most  rows at a time */
  constructor(private readonly codes: readonly Uint8Array[], most: number) {
    this.toTheRight = new Int32Array(most);
  }

  /** @param rows  end in the order of the leaves, from left to right */
  down(tree: Tree, rows: Int32Array, visit: Visit, node = 0, from = 0, to = rows.length): void {
    if (from === to) return;
    const by = tree.column[node]!;
    if (by < 0) return visit(node, from, to);
    leftCodes(tree.code[node]!, tree.missingLeft[node] === 1, this.goesLeft);
    const middle = partRows(this.codes[by]!, this.goesLeft, rows, from, to, this.toTheRight);
    const left = tree.left[node]!;
    this.down(tree, rows, visit, left, from, middle);
    this.down(tree, rows, visit, left + 1, middle, to);
  }
}
