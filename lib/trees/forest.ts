/**
 * Random forest (Breiman 2001): deep trees, each on a bootstrap of the rows, each split choosing among some of the
 * columns; the prediction is their mean.
 */
import { stream } from "../random/stream.ts";
import { binned } from "./binned.ts";
import { learnBins } from "./bins.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import { squaredLoss } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { bootstrapped, range, without } from "./sample.ts";
import { packedFor } from "./sums.ts";
import { Descent, type Tree } from "./tree.ts";

export interface ForestSettings extends GrowthRules {
  trees: number;
  /** Most bins per column, 2 … 255. */
  max_bins: number;
}

export interface Forest {
  model: TreesModel;
  /** For each row the mean of the trees that did not see it; NaN where all did. */
  outOfBag: Float64Array;
}

/** Sets each leaf to the mean target of its rows, held back by the penalty as in {@link boost}. */
function setValues({ tree, leaves }: Grown, rows: Int32Array, target: Float64Array, l2: number): void {
  for (const { node, from, to } of leaves) {
    let sum = 0;
    for (let place = from; place < to; place++) sum += target[rows[place]!]!;
    tree.value[node] = sum / (to - from + l2);
  }
}

/** Predictions of trees for the rows they did not see. */
class OutOfBag {
  private readonly sums: Float64Array;
  private readonly trees: Int32Array;
  private readonly descent: Descent;

  constructor(private readonly rows: number, codes: readonly Uint8Array[]) {
    this.sums = new Float64Array(rows);
    this.trees = new Int32Array(rows);
    this.descent = new Descent(codes, rows);
  }

  add(tree: Tree, seen: Int32Array): void {
    const { sums, trees } = this;
    const unseen = without(seen, { from: 0, to: this.rows });
    this.descent.down(tree, unseen, (leaf, from, to) => {
      for (let place = from; place < to; place++) {
        const row = unseen[place]!;
        sums[row]! += tree.value[leaf]!;
        trees[row]!++;
      }
    });
  }

  /** Mean by row, above a start. */
  means(start: number): Float64Array {
    return this.sums.map((sum, row) => start + sum / this.trees[row]!);
  }
}

/**
 * Trains a forest. On a target of 0 and 1 it predicts the probability of 1: the mean over trees of the share of
 * ones in the leaf.
 * @param target  one finite value per row
 * @param learnt  rows to learn from, ascending; absent: all
 * @throws RangeError when rows do not match, a target is not finite or a value infinite
 */
export function forest(
  matrix: Matrix,
  target: Float64Array,
  settings: ForestSettings,
  seed: number,
  learnt: Int32Array = range(target.length),
): Forest {
  checkMatrix(matrix);
  checkTarget(target, rowCount(matrix));
  const bins = learnBins(matrix, learnt, settings.max_bins, seed);
  const codes = binned(matrix, bins);
  const start = squaredLoss.locationAt(target, learnt, 0, learnt.length, new Float64Array());
  const centred = target.map((value) => value - start);
  const { packed, count } = packedFor(centred, learnt);
  const grower = new Grower(codes, { from: 0, bins }, settings, learnt.length);
  const outOfBag = new OutOfBag(codes.rows, codes.codes);
  const trees = Array.from({ length: settings.trees }, (_, index) => {
    const draw = stream(seed, "forest", index);
    const rows = bootstrapped(learnt, draw);
    const grown = grower.grow({ rows, packed, count }, range(bins.length), draw);
    setValues(grown, rows, centred, settings.l2);
    outOfBag.add(grown.tree, rows);
    grower.forget(grown);
    return grown.tree;
  });
  return { model: { bins, start, factor: 1 / trees.length, trees }, outOfBag: outOfBag.means(start) };
}
