/** The state of boosting between one tree and the next. */
import { stream } from "../random/stream.ts";
import { binned, type BinnedMatrix } from "./binned.ts";
import { type ColumnBins, learnBins } from "./bins.ts";
import { Gradients } from "./gradients.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import type { Loss } from "./loss.ts";
import type { Matrix } from "./matrix.ts";
import { range, sampled, share } from "./sample.ts";
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

export class Boosting {
  readonly training: Int32Array;
  private readonly residuals: Float64Array;
  private readonly gradients: Gradients;
  private readonly picked: Float64Array;
  readonly bins: readonly ColumnBins[];
  readonly start: number;
  private readonly matrix: BinnedMatrix;
  private readonly grower: Grower;
  private readonly columns: Int32Array;

  constructor(
    matrix: Matrix,
    target: Float64Array,
    private readonly loss: Loss,
    private readonly settings: BoostSettings,
    private readonly seed: number,
    holdout: Int32Array,
  ) {
    this.training = trainingRows(target.length, holdout);
    this.bins = learnBins(matrix, this.training, settings.max_bins, seed);
    this.matrix = binned(matrix, this.bins);
    this.columns = range(this.bins.length);
    this.grower = new Grower(this.matrix, this.bins, settings, this.training.length);
    const isWhole = share(this.training.length, settings.row_fraction) === this.training.length;
    this.gradients = new Gradients(loss, this.grower, target.length, isWhole);
    this.picked = new Float64Array(target.length);
    this.residuals = target.slice();
    this.start = loss.location(this.residualsOf(this.training));
    for (let row = 0; row < target.length; row++) this.residuals[row]! -= this.start;
  }

  /** Residuals of some rows, until the next call. */
  private residualsOf(rows: Int32Array): Float64Array {
    const { picked, residuals } = this;
    for (let place = 0; place < rows.length; place++) picked[place] = residuals[rows[place]!]!;
    return picked.subarray(0, rows.length);
  }

  lossOn(rows: Int32Array): number {
    const isAll = rows === this.training && rows.length === this.residuals.length;
    return this.loss.measure(isAll ? this.residuals : this.residualsOf(rows));
  }

  /** Grows the next tree and takes what it predicts from the residuals. */
  next(index: number): Tree {
    const { row_fraction, column_fraction } = this.settings;
    const draw = stream(this.seed, "boost", index);
    const rows = sampled(this.training, share(this.training.length, row_fraction), draw);
    const columns = sampled(this.columns, share(this.columns.length, column_fraction), draw);
    const grown = this.grower.grow(this.gradients.sample(rows, this.residuals), columns, draw);
    this.setValues(grown, rows);
    this.update(grown, rows);
    this.gradients.follow(grown, rows, this.residuals);
    this.grower.forget(grown);
    return grown.tree;
  }

  private setValues({ tree, leaves }: Grown, rows: Int32Array): void {
    const { learning_rate, l2 } = this.settings;
    for (const { node, from, to } of leaves) {
      const location = this.loss.locationAt(this.residuals, rows, from, to, this.picked);
      tree.value[node] = learning_rate * location * (to - from) / (to - from + l2);
    }
  }

  private update({ tree, leaves }: Grown, rows: Int32Array): void {
    const { residuals } = this;
    if (rows.length < residuals.length) {
      for (let row = 0; row < residuals.length; row++) {
        residuals[row]! -= tree.value[leafOf(tree, this.matrix, row)]!;
      }
      return;
    }
    for (const { node, from, to } of leaves) {
      const value = tree.value[node]!;
      for (let place = from; place < to; place++) residuals[rows[place]!]! -= value;
    }
  }
}
