/**
 * Random forest (Breiman 2001): deep trees, each on a bootstrap of the rows, each split choosing among some of the
 * columns; the prediction is their mean.
 */
import { stream } from "../random/stream.ts";
import { binned, type BinnedMatrix } from "./binned.ts";
import { type ColumnBins, learnBins } from "./bins.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import { squaredLoss } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { bootstrapped, range, without } from "./sample.ts";
import { sharedDoubles } from "./shared.ts";
import { type Packed, packedFor } from "./sums.ts";
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

/** What the trees of a forest are grown from. Codes, target and packed target may lie in shared memory. */
export interface Ground {
  codes: BinnedMatrix;
  bins: readonly ColumnBins[];
  /** Mean of the target among the rows learnt from. */
  start: number;
  /** Target less the start. */
  centred: Float64Array;
  packed: Packed;
  learnt: Int32Array;
}

/**
 * Bins and checks what a forest learns from.
 * @param target  one finite value per row
 * @param learnt  rows to learn from, ascending
 * @throws RangeError when rows do not match, a target is not finite or a value infinite
 */
export function groundOf(
  matrix: Matrix,
  target: Float64Array,
  { max_bins }: ForestSettings,
  seed: number,
  learnt: Int32Array,
): Ground {
  checkMatrix(matrix);
  checkTarget(target, rowCount(matrix));
  const bins = learnBins(matrix, learnt, max_bins, seed);
  const codes = binned(matrix, bins);
  const start = squaredLoss.locationAt(target, learnt, 0, learnt.length, new Float64Array());
  const centred = sharedDoubles(target.length);
  centred.set(target.map((value) => value - start));
  const packed = packedFor(centred, learnt, sharedDoubles(target.length));
  return { codes, bins, start, centred, packed: { packed: packed.packed, count: packed.count }, learnt };
}

/**
 * Grows some trees of a forest: each depends on its number and nothing else, whoever grows it.
 * @param numbers  which trees
 * @param told     hears of each tree and the rows it was grown from, equal ones side by side
 */
export function growTrees(
  { codes, bins, centred, packed, learnt }: Ground,
  settings: ForestSettings,
  seed: number,
  numbers: readonly number[],
  told: (tree: Tree, rows: Int32Array) => void = () => {},
): Tree[] {
  const grower = new Grower(codes, { from: 0, bins }, settings, learnt.length);
  return numbers.map((number) => {
    const draw = stream(seed, "forest", number);
    const rows = bootstrapped(learnt, draw);
    const grown = grower.grow({ rows, ...packed }, range(bins.length), draw);
    setValues(grown, rows, centred, settings.l2);
    told(grown.tree, rows);
    grower.forget(grown);
    return grown.tree;
  });
}

/** The model that trees grown from some ground make together. */
export const modelOf = ({ bins, start }: Ground, trees: Tree[]): TreesModel => ({
  ...{ bins, start, trees },
  factor: 1 / trees.length,
});

export const numbersOf = ({ trees }: ForestSettings): number[] => [...range(trees)];

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
  const ground = groundOf(matrix, target, settings, seed, learnt);
  const outOfBag = new OutOfBag(ground.codes.rows, ground.codes.codes);
  const trees = growTrees(
    ground,
    settings,
    seed,
    numbersOf(settings),
    (tree, rows) => outOfBag.add(tree, rows),
  );
  return { model: modelOf(ground, trees), outOfBag: outOfBag.means(ground.start) };
}

/** Trains a forest as {@link forest} does, without asking what it says of the rows left out of its trees. */
export function forestModel(
  matrix: Matrix,
  target: Float64Array,
  settings: ForestSettings,
  seed: number,
  learnt: Int32Array = range(target.length),
): TreesModel {
  const ground = groundOf(matrix, target, settings, seed, learnt);
  return modelOf(ground, growTrees(ground, settings, seed, numbersOf(settings)));
}
