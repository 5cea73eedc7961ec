/** The state of boosting between one tree and the next. */
import { stream } from "../random/stream.ts";
import { binned } from "./binned.ts";
import { type ColumnBins, learnBins } from "./bins.ts";
import type { Common } from "./common.ts";
import { Exchange } from "./exchange.ts";
import { Gradients } from "./gradients.ts";
import { Grower, type Grown, type GrowthRules } from "./grow.ts";
import type { Loss } from "./loss.ts";
import type { Matrix } from "./matrix.ts";
import { range, sampled, share, without } from "./sample.ts";
import { ALONE, isOwn, own, type Team } from "./team.ts";
import { Descent, type Tree } from "./tree.ts";

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

function takeFrom(residuals: Float64Array, rows: Int32Array, from: number, to: number, value: number): void {
  for (let place = from; place < to; place++) residuals[rows[place]!]! -= value;
}

/** Boosting as each member of a team does it: it bins, counts and searches columns of its own. */
export class Boosting {
  readonly training: Int32Array;
  /** Of the member's own columns. */
  readonly bins: readonly ColumnBins[];
  readonly start: number;
  private readonly gradients: Gradients;
  private readonly picked: Float64Array;
  private readonly grower: Grower;
  private readonly columns: Int32Array;
  private readonly descent: Descent;

  /** @param matrix  the member's own columns */
  constructor(
    matrix: Matrix,
    private readonly target: Float64Array,
    private readonly loss: Loss,
    private readonly settings: BoostSettings,
    private readonly seed: number,
    holdout: Int32Array,
    private readonly common: Common,
    private readonly team: Team = ALONE,
  ) {
    const { codes } = common;
    this.training = trainingRows(target.length, holdout);
    this.bins = learnBins(matrix, this.training, settings.max_bins, seed);
    const { from, to } = own(team, codes.length);
    binned(matrix, this.bins, codes.slice(from, to));
    this.columns = range(codes.length);
    this.descent = new Descent(codes, target.length);
    const exchange = new Exchange(team, common.exchange);
    const ofOwn = { from, bins: this.bins };
    this.grower = new Grower({ rows: target.length, codes }, ofOwn, settings, this.training.length, exchange);
    const isWhole = share(this.training.length, settings.row_fraction) === this.training.length;
    this.gradients = new Gradients(loss, this.grower, common, isWhole, team);
    this.picked = new Float64Array(target.length);
    this.start = this.begin();
  }

  /** What is predicted before any tree: taken from the target. */
  private begin(): number {
    const { target, common: { residuals }, team } = this;
    const start = this.loss.locationAt(target, this.training, 0, this.training.length, this.picked);
    const { from, to } = own(team, target.length);
    for (let row = from; row < to; row++) residuals[row] = target[row]! - start;
    team.meet();
    return start;
  }

  /** Residuals of some rows, until the next call. */
  private residualsOf(rows: Int32Array): Float64Array {
    const { picked, common: { residuals } } = this;
    for (let place = 0; place < rows.length; place++) picked[place] = residuals[rows[place]!]!;
    return picked.subarray(0, rows.length);
  }

  lossOn(rows: Int32Array): number {
    const isAll = rows === this.training && rows.length === this.target.length;
    return this.loss.measure(isAll ? this.common.residuals : this.residualsOf(rows));
  }

  /** Grows the next tree and takes what it predicts from the residuals. */
  next(index: number): Tree {
    const { row_fraction, column_fraction } = this.settings;
    const draw = stream(this.seed, "boost", index);
    const rows = sampled(this.training, share(this.training.length, row_fraction), draw);
    const columns = sampled(this.columns, share(this.columns.length, column_fraction), draw);
    const { residuals } = this.common;
    const grown = this.grower.grow(this.gradients.sample(rows, residuals), columns, draw);
    this.setValues(grown, rows);
    this.update(grown, rows);
    this.team.meet();
    this.gradients.follow(grown, rows, residuals);
    this.grower.forget(grown);
    return grown.tree;
  }

  private setValues({ tree, leaves }: Grown, rows: Int32Array): void {
    const { settings: { learning_rate, l2 }, common: { values, residuals }, team } = this;
    leaves.forEach(({ from, to }, index) => {
      if (!isOwn(team, from, rows.length)) return;
      const location = this.loss.locationAt(residuals, rows, from, to, this.picked);
      values[index] = learning_rate * location * (to - from) / (to - from + l2);
    });
    team.meet();
    leaves.forEach(({ node }, index) => tree.value[node] = values[index]!);
  }

  private update({ tree, leaves }: Grown, rows: Int32Array): void {
    const { team, common: { residuals } } = this;
    for (const { node, from, to } of leaves) {
      if (isOwn(team, from, rows.length)) takeFrom(residuals, rows, from, to, tree.value[node]!);
    }
    if (rows.length === residuals.length) return;
    const others = without(rows, own(team, residuals.length));
    this.descent.down(
      tree,
      others,
      (leaf, from, to) => takeFrom(residuals, others, from, to, tree.value[leaf]!),
    );
  }
}
