/**
 * Packed gradients and, where all trees see the same rows, their histogram, carried from one to the next. What a tree
 * takes from the residuals of a leaf it takes from their gradients alike (squared loss), or it changes the gradients
 * of few rows (quantiles): either way the histogram of all rows follows without a look at each of them, which is
 * more than half of all counting. As sums are exact, it is the histogram that counting would give.
 */
import type { Common } from "./common.ts";
import type { Grower, Grown, Leaf } from "./grow.ts";
import { CELLS, type Histogram, takeAwayCounts } from "./histogram.ts";
import type { Loss } from "./loss.ts";
import type { Sample } from "./search.ts";
import { largestOf, packedFor, type Packing } from "./sums.ts";
import { ALONE, isOwn, own, type Team } from "./team.ts";

/** Leaf values are rounded to the unit of the gradients: after this many trees gradients are packed anew. */
const RENEWED_AFTER = 16;
/** How far gradients may grow beyond the largest they were packed for. */
const ROOM = 2;

export class Gradients {
  private readonly gradients: Float64Array;
  private packing: Packing | undefined;
  private histogram: Histogram | undefined;
  private trees = 0;
  /** No multiple is larger. */
  private largest = 0;

  constructor(
    private readonly loss: Loss,
    private readonly grower: Grower,
    private readonly common: Common,
    /** Whether all trees see the same rows. */
    private readonly carries: boolean,
    private readonly team: Team = ALONE,
  ) {
    this.gradients = new Float64Array(common.packed.length);
  }

  /** What a tree is grown from. @param residuals  as the last {@link follow} had them */
  sample(rows: Int32Array, residuals: Float64Array): Sample {
    if (!this.carries) {
      this.loss.gradients(residuals, this.gradients);
      return { rows, ...packedFor(this.gradients, rows, this.common.packed) };
    }
    if (this.packing === undefined || this.trees >= RENEWED_AFTER || this.largest > this.packing.most) {
      this.loss.gradients(residuals, this.gradients);
      this.packing = packedFor(this.gradients, rows, this.common.packed, ROOM);
      this.largest = this.packing.most / ROOM;
      this.trees = 0;
      this.histogram = this.grower.counted({ rows, ...this.packing });
    }
    return { rows, ...this.packing, histogram: this.histogram };
  }

  /** Follows the residuals once a tree has been taken from them. @param rows  in the order of the leaves */
  follow(grown: Grown, rows: Int32Array, residuals: Float64Array): void {
    if (this.packing === undefined || this.histogram === undefined) return;
    this.trees++;
    if (this.loss.gradientsFollowLeaves) this.followLeaves(grown, rows, this.packing, this.histogram);
    else this.followRows(rows, residuals, this.packing, this.histogram);
  }

  private followLeaves(
    { tree, leaves }: Grown,
    rows: Int32Array,
    { count, perUnit }: Packing,
    histogram: Histogram,
  ): void {
    const shifts = leaves.map(({ node }) => Math.floor(tree.value[node]! * perUnit + 0.5));
    leaves.forEach((leaf, index) => {
      if (isOwn(this.team, leaf.from, rows.length)) this.shift(rows, leaf, shifts[index]!);
    });
    this.team.meet();
    leaves.forEach((leaf, index) => {
      if (leaf.histogram !== undefined && leaf.to - leaf.from > CELLS) {
        takeAwayCounts(histogram, leaf.histogram, count, shifts[index]!);
      } else {
        this.grower.add(histogram, { rows, packed: this.common.changes, count }, leaf);
      }
    });
    this.largest += shifts.reduce((most, shift) => Math.max(most, Math.abs(shift)), 0);
  }

  private shift(rows: Int32Array, { from, to }: Leaf, shift: number): void {
    const { packed, changes } = this.common;
    for (let place = from; place < to; place++) {
      const row = rows[place]!;
      packed[row]! -= shift;
      changes[row] = -shift;
    }
  }

  private followRows(
    rows: Int32Array,
    residuals: Float64Array,
    { count, perUnit }: Packing,
    histogram: Histogram,
  ): void {
    this.loss.gradients(residuals, this.gradients);
    this.largest = largestOf(this.gradients, rows) * perUnit;
    const { gradients, common: { packed, changes, changed, changedCounts } } = this;
    const { from, to } = own(this.team, rows.length);
    let many = from;
    for (let place = from; place < to; place++) {
      const row = rows[place]!;
      const multiple = Math.floor(gradients[row]! * perUnit + 0.5);
      const change = count + multiple - packed[row]!;
      if (change === 0) continue;
      packed[row]! += change;
      changes[row] = change;
      changed[many++] = row;
    }
    changedCounts[this.team.rank] = many - from;
    this.team.meet();
    changedCounts.forEach((found, rank) => {
      const { from } = own({ rank, size: this.team.size }, rows.length);
      this.grower.add(histogram, { rows: changed, packed: changes, count }, { from, to: from + found });
    });
  }
}
