import type { Split } from "./split.ts";
import type { Tree } from "./tree.ts";

/** Nodes as they are added. */
export class Nodes {
  readonly column: number[] = [-1];
  readonly code: number[] = [0];
  readonly missingLeft: number[] = [0];
  readonly left: number[] = [0];

  /** Parts a node. @returns its left child; the right one follows */
  part(node: number, { column, code, missingLeft }: Split): number {
    const left = this.column.length;
    this.column[node] = column;
    this.code[node] = code;
    this.missingLeft[node] = Number(missingLeft);
    this.left[node] = left;
    for (let child = 0; child < 2; child++) {
      this.column.push(-1);
      this.code.push(0);
      this.missingLeft.push(0);
      this.left.push(0);
    }
    return left;
  }

  tree(): Tree {
    return {
      column: new Int32Array(this.column),
      code: new Uint8Array(this.code),
      missingLeft: new Uint8Array(this.missingLeft),
      left: new Int32Array(this.left),
      value: new Float64Array(this.column.length),
    };
  }
}
