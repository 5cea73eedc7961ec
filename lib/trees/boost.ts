/** Gradient boosting (Friedman 2001; stochastic, Friedman 2002): each tree fits what the ones before left over. */
import { stream } from "../random/stream.ts";
import { binned } from "./binned.ts";
import { learnBins } from "./bins.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import type { Loss } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { range, sampled, share } from "./sample.ts";
import { packedFor } from "./sums.ts";
import { leafOf, type Tree } from "./tree.ts";

export interface BoostSettings extends GrowthRules {
  /** Most trees. */
  trees: number;
  /** Share of its fit that each tree adds, above 0 and at most 1. */
  learning_rate: number;
  /** Most bins per column, 2 … 255. */
  max_bins: number;
  /** Share of the rows that each tree sees, drawn without replacement. */
  row_fraction: number;
  /** Share of the columns that each tree sees. */
  column_fraction: number;
  /** Trees without a better loss on the holdout before training stops. */
  patience: number;
}

export interface Boosted {
  model: TreesModel;
  /** Mean loss on the rows trained on, before the first tree and after each one that was grown. */
  training: readonly number[];
  /** The same on the holdout; empty without one. */
  holdout: readonly number[];
}

/** Rows that are not held out. @throws RangeError when none is left, or one held out does not exist */
function trainingRows(rows: number, holdout: Int32Array): Int32Array {
  const astray = holdout.find((row) => row < 0 || row >= rows);
  if (astray !== undefined) {
    throw new RangeError(
      `Cannot hold out a row as it must be one of the rows of the matrix (${rows}): ${astray}`,
    );
  }
  const held = new Set(holdout);
  const training = range(rows).filter((row) => !held.has(row));
  if (training.length === 0) {
    throw new RangeError("Cannot train as the holdout must leave rows to train on: 0");
  }
  return training;
}

class Boosting {
  readonly training: Int32Array;
  private readonly residuals: Float64Array;
  private readonly gradients: Float64Array;
  private readonly packed: Float64Array;
  private readonly picked: Float64Array;
  readonly bins;
  readonly start: number;
  private readonly matrix;
  private readonly grower: Grower;
  private readonly columns: Int32Array;

  constructor(
    matrix: Matrix,
    target: Float64Array,
    private readonly loss: Loss,
    private readonly settings: BoostSettings,
    private readonly seed: number,
    readonly holdout: Int32Array,
  ) {
    this.training = trainingRows(target.length, holdout);
    this.bins = learnBins(matrix, this.training, settings.max_bins, seed);
    this.matrix = binned(matrix, this.bins);
    this.columns = range(this.matrix.columns);
    this.grower = new Grower(this.matrix, this.bins, settings, this.training.length);
    this.gradients = new Float64Array(target.length);
    this.packed = new Float64Array(target.length);
    this.picked = new Float64Array(target.length);
    this.residuals = target.slice();
    this.start = loss.location(this.residualsOf(this.training, 0, this.training.length));
    for (let row = 0; row < target.length; row++) this.residuals[row]! -= this.start;
  }

  /** Residuals of a stretch of rows, until the next call. */
  private residualsOf(rows: Int32Array, from: number, to: number): Float64Array {
    for (let place = from; place < to; place++) this.picked[place - from] = this.residuals[rows[place]!]!;
    return this.picked.subarray(0, to - from);
  }

  lossOn(rows: Int32Array): number {
    const isAll = rows.length === this.residuals.length;
    return this.loss.measure(isAll ? this.residuals : this.residualsOf(rows, 0, rows.length));
  }

  /** Grows the next tree and takes what it predicts from the residuals. */
  next(index: number): Tree {
    const { row_fraction, column_fraction } = this.settings;
    const draw = stream(this.seed, "boost", index);
    const rows = sampled(this.training, share(this.training.length, row_fraction), draw);
    const columns = sampled(this.columns, share(this.columns.length, column_fraction), draw);
    this.loss.gradients(this.residuals, this.gradients);
    const sample = { rows, ...packedFor(this.gradients, rows, this.packed) };
    const grown = this.grower.grow(sample, columns, draw);
    this.setValues(grown, rows);
    this.update(grown, rows);
    return grown.tree;
  }

  private setValues({ tree, leaves }: Grown, rows: Int32Array): void {
    const { learning_rate, l2 } = this.settings;
    for (const { node, from, to } of leaves) {
      const location = this.loss.location(this.residualsOf(rows, from, to));
      tree.value[node] = learning_rate * location * (to - from) / (to - from + l2);
    }
  }

  private update({ tree, leaves }: Grown, rows: Int32Array): void {
    if (rows.length < this.residuals.length) {
      for (let row = 0; row < this.residuals.length; row++) {
        this.residuals[row]! -= tree.value[leafOf(tree, this.matrix, row)]!;
      }
      return;
    }
    for (const { node, from, to } of leaves) {
      const value = tree.value[node]!;
      for (let place = from; place < to; place++) this.residuals[rows[place]!]! -= value;
    }
  }
}

/**
 * Trains boosted trees.
 * @param target   one finite value per row
 * @param holdout  rows to be left out of training; their loss says when to stop. Take the latest ones: rows are
 *                 ordered in time and a forecast is wanted for what comes after
 * @throws RangeError when rows do not match, a target is not finite, a value is infinite, or nothing is left to
 *         train on
 */
export function boost(
  matrix: Matrix,
  target: Float64Array,
  loss: Loss,
  settings: BoostSettings,
  seed: number,
  holdout: Int32Array = new Int32Array(0),
): Boosted {
  checkMatrix(matrix);
  checkTarget(target, rowCount(matrix));
  const boosting = new Boosting(matrix, target, loss, settings, seed, holdout);
  const trees: Tree[] = [];
  const training = [boosting.lossOn(boosting.training)];
  const held = holdout.length === 0 ? [] : [boosting.lossOn(holdout)];
  let best = 0;
  while (trees.length < settings.trees) {
    trees.push(boosting.next(trees.length));
    training.push(boosting.lossOn(boosting.training));
    if (holdout.length === 0) continue;
    held.push(boosting.lossOn(holdout));
    if (held[trees.length]! < held[best]!) best = trees.length;
    if (trees.length - best >= settings.patience) break;
  }
  const kept = holdout.length === 0 ? trees : trees.slice(0, best);
  return {
    model: { bins: boosting.bins, start: boosting.start, factor: 1, trees: kept },
    training,
    holdout: held,
  };
}
