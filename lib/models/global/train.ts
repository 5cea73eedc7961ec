/** Trains the global models on one training set. */
import { boost, type BoostSettings } from "../../trees/boost.ts";
import { forestModel, type ForestSettings } from "../../trees/forest.ts";
import { type Loss, quantileLoss, squaredLoss } from "../../trees/loss.ts";
import { predict, type TreesModel } from "../../trees/model.ts";
import { rowsOf, type SamplingSettings, type TrainingSet } from "./training.ts";

export const GLOBAL_MODELS = ["boosting", "boosting_median", "forest"] as const;
export type GlobalName = typeof GLOBAL_MODELS[number];

export interface GlobalSettings extends SamplingSettings {
  /** Fewer rows train nothing. */
  min_rows: number;
  boosting: BoostSettings;
  forest: Omit<ForestSettings, "l2">;
}

export interface TrainedGlobal {
  name: GlobalName;
  trees: TreesModel;
  /** Mean loss on held out rows, in scales, squared where the loss is. NaN without any. */
  holdoutLoss: number;
}

/** What each model makes small: the forest too predicts means. */
export const LOSSES: Readonly<Record<GlobalName, Loss>> = {
  boosting: squaredLoss,
  boosting_median: quantileLoss(0.5),
  forest: squaredLoss,
};

function treesOf(name: GlobalName, set: TrainingSet, settings: GlobalSettings): TreesModel {
  const { seed } = settings;
  if (name !== "forest") {
    return boost(set.matrix, set.target, LOSSES[name], settings.boosting, seed, set.holdout).model;
  }
  // What is held out for boosting to stop by is not learnt by the forest either: both are judged on it.
  return forestModel(set.matrix, set.target, { ...settings.forest, l2: 0 }, seed, set.learnt);
}

function lossOn(name: GlobalName, trees: TreesModel, set: TrainingSet): number {
  if (set.holdout.length === 0) return NaN;
  const { matrix, target } = rowsOf(set, set.holdout);
  const predicted = predict(trees, matrix);
  return LOSSES[name].measure(target.map((actual, row) => actual - predicted[row]!));
}

export function trainGlobal(name: GlobalName, set: TrainingSet, settings: GlobalSettings): TrainedGlobal {
  const trees = treesOf(name, set, settings);
  return { name, trees, holdoutLoss: lossOn(name, trees, set) };
}
