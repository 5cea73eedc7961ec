/** Gradient boosting (Friedman 2001; stochastic, Friedman 2002): each tree fits what the ones before left over. */
import { Boosting, type BoostSettings } from "./boosting.ts";
import { common } from "./common.ts";
import type { Loss } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import type { Tree } from "./tree.ts";

export type { BoostSettings };

export interface Boosted {
  model: TreesModel;
  /** Mean loss on the rows trained on, before the first tree and after each one that was grown. */
  training: readonly number[];
  /** The same on the holdout; empty without one. */
  holdout: readonly number[];
}

/**
 * Trains boosted trees.
 * @param target   one finite value per row
 * @param holdout  rows to be left out of training; their loss says when to stop. Take the latest in time: what is
 *                 forecast comes after what is learned from
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
  const alone = common(target.length, matrix.columns.length, 1);
  return trained(new Boosting(matrix, target, loss, settings, seed, holdout, alone), settings, holdout);
}

/** Adds trees as long as they are wanted. */
export function trained(
  boosting: Boosting,
  { trees: most, patience }: BoostSettings,
  holdout: Int32Array,
): Boosted {
  const trees: Tree[] = [];
  const training = [boosting.lossOn(boosting.training)];
  const held = holdout.length === 0 ? [] : [boosting.lossOn(holdout)];
  let best = 0;
  while (trees.length < most) {
    trees.push(boosting.next(trees.length));
    training.push(boosting.lossOn(boosting.training));
    if (holdout.length === 0) continue;
    held.push(boosting.lossOn(holdout));
    if (held[trees.length]! < held[best]!) best = trees.length;
    if (trees.length - best >= patience) break;
  }
  const kept = holdout.length === 0 ? trees : trees.slice(0, best);
  return {
    model: { bins: boosting.bins, start: boosting.start, factor: 1, trees: kept },
    training,
    holdout: held,
  };
}
