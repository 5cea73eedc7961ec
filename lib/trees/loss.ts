/** What a model is trained to make small. */
import { quantile } from "./quantile.ts";

export interface Loss {
  /** The constant that fits some values best. May reorder them. */
  location(values: Float64Array): number;
  /** The same of the values at some rows. @param room  for as many values */
  locationAt(values: Float64Array, rows: Int32Array, from: number, to: number, room: Float64Array): number;
  /**
   * Writes how far, and which way, each prediction should move: the negative gradient of the loss.
   * @param residuals  actual − predicted
   */
  gradients(residuals: Float64Array, out: Float64Array): void;
  /** Whether a constant taken from residuals is taken from their gradients too. */
  gradientsFollowLeaves: boolean;
  /** Mean loss over residuals. */
  measure(residuals: Float64Array): number;
}

/** Mean, from the first value on: exact where all are equal. */
function mean(values: Float64Array): number {
  const first = values[0]!;
  let above = 0;
  for (let index = 1; index < values.length; index++) above += values[index]! - first;
  return first + above / values.length;
}

function meanAt(values: Float64Array, rows: Int32Array, from: number, to: number): number {
  const first = values[rows[from]!]!;
  let above = 0;
  for (let place = from + 1; place < to; place++) above += values[rows[place]!]! - first;
  return first + above / (to - from);
}

/** (actual − predicted)²; trees predict means (Friedman 2001, algorithm 2). */
export const squaredLoss: Loss = {
  location: mean,
  locationAt: meanAt,
  gradients: (residuals, out) => out.set(residuals),
  gradientsFollowLeaves: true,
  measure: (residuals) => {
    let sum = 0;
    for (let index = 0; index < residuals.length; index++) sum += residuals[index]! * residuals[index]!;
    return sum / residuals.length;
  },
};

/**
 * Pinball loss (Koenker & Bassett 1978): level · r above the prediction, (1 − level) · −r below it; trees predict
 * quantiles of the residuals in their leaves (Friedman 2001, algorithm 3, for any level).
 * @param level  0 < level < 1
 * @throws RangeError when the level is no proper share
 */
export function quantileLoss(level: number): Loss {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`Cannot predict a quantile as its level must be above 0 and below 1: ${level}`);
  }
  return {
    location: (values) => quantile(values, level),
    locationAt: (values, rows, from, to, room) => {
      for (let place = from; place < to; place++) room[place - from] = values[rows[place]!]!;
      return quantile(room.subarray(0, to - from), level);
    },
    gradients: (residuals, out) => {
      for (let row = 0; row < out.length; row++) out[row] = residuals[row]! > 0 ? level : level - 1;
    },
    gradientsFollowLeaves: false,
    measure: (residuals) => {
      let sum = 0;
      for (let row = 0; row < residuals.length; row++) {
        sum += residuals[row]! * (residuals[row]! > 0 ? level : level - 1);
      }
      return sum / residuals.length;
    },
  };
}

/** What is to be predicted: means, or a quantile. */
export type Aim = "mean" | { quantile: number };

export const lossOf = (aim: Aim): Loss => aim === "mean" ? squaredLoss : quantileLoss(aim.quantile);
