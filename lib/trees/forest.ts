/**
 * Random forest (Breiman 2001): deep trees, each on a bootstrap of the rows, each split choosing among some of the
 * columns; the prediction is their mean.
 */
import { stream } from "../random/stream.ts";
import { binned, type BinnedMatrix } from "./binned.ts";
import { learnBins } from "./bins.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import { squaredLoss } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { bootstrapped, range } from "./sample.ts";
import { packedFor } from "./sums.ts";
import { leafOf, type Tree } from "./tree.ts";

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
  private readonly seen: Uint8Array;

  constructor(private readonly matrix: BinnedMatrix) {
    this.sums = new Float64Array(matrix.rows);
    this.trees = new Int32Array(matrix.rows);
    this.seen = new Uint8Array(matrix.rows);
  }

  add(tree: Tree, seen: Int32Array): void {
    this.seen.fill(0);
    for (const row of seen) this.seen[row] = 1;
    for (let row = 0; row < this.seen.length; row++) {
      if (this.seen[row] === 1) continue;
      this.sums[row]! += tree.value[leafOf(tree, this.matrix.codes, row)]!;
      this.trees[row]!++;
    }
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
 * @throws RangeError when rows do not match, a target is not finite or a value infinite
 */
export function forest(matrix: Matrix, target: Float64Array, settings: ForestSettings, seed: number): Forest {
  checkMatrix(matrix);
  checkTarget(target, rowCount(matrix));
  const all = range(target.length);
  const bins = learnBins(matrix, all, settings.max_bins, seed);
  const codes = binned(matrix, bins);
  const start = squaredLoss.location(target);
  const centred = target.map((value) => value - start);
  const { packed, count } = packedFor(centred, all);
  const grower = new Grower(codes, { from: 0, bins }, settings, all.length);
  const outOfBag = new OutOfBag(codes);
  const trees = Array.from({ length: settings.trees }, (_, index) => {
    const draw = stream(seed, "forest", index);
    const rows = bootstrapped(all, draw);
    const grown = grower.grow({ rows, packed, count }, range(bins.length), draw);
    setValues(grown, rows, centred, settings.l2);
    outOfBag.add(grown.tree, rows);
    grower.forget(grown);
    return grown.tree;
  });
  return { model: { bins, start, factor: 1 / trees.length, trees }, outOfBag: outOfBag.means(start) };
}
