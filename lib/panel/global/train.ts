/** Trains the models that learn from all series of a panel together. */
import type { Series } from "../../models/series.ts";
import { boost } from "../../trees/boost.ts";
import { forestModel } from "../../trees/forest.ts";
import { quantileLoss, squaredLoss } from "../../trees/loss.ts";
import type { TreesModel } from "../../trees/model.ts";
import { GLOBAL } from "../settings.ts";
import { cutoffsOf } from "./cutoffs.ts";
import type { Columns } from "./features.ts";
import type { TrainedAt } from "./model.ts";
import { type TrainingSet, trainingSet } from "./training.ts";

/** Boosting for means, boosting for medians, and a random forest. */
export const GLOBAL_MODELS = ["boosting", "boosting_median", "forest"] as const;
export type GlobalName = typeof GLOBAL_MODELS[number];

/** What is trained on a panel, the same at each cutoff. */
export interface Training extends Columns {
  names: readonly GlobalName[];
  /** Those learnt from. */
  series: readonly Series[];
  horizon: number;
}

/** Trees of each model, by cutoff, ascending. */
export type Trained = ReadonlyMap<GlobalName, readonly TrainedAt[]>;

/** Trees of each model at one cutoff; none when too little was known. */
export type TreesAt = ReadonlyMap<GlobalName, TreesModel>;

const LOSSES = { boosting: squaredLoss, boosting_median: quantileLoss(0.5) };

function treesOf(name: GlobalName, { matrix, target }: TrainingSet): TreesModel {
  const { seed, boosting, forest } = GLOBAL;
  if (name === "forest") return forestModel(matrix, target, forest, seed);
  return boost(matrix, target, LOSSES[name], boosting, seed).model;
}

/** Trains the models on what was known at a cutoff. */
export function trainAt(cutoff: number, training: Training): TreesAt {
  const { names, series, horizon } = training;
  const set = trainingSet(series, cutoff, horizon, training);
  return new Map(set === undefined ? [] : names.map((name) => [name, treesOf(name, set)]));
}

/** Trees by cutoff as trees by model. @param found  by cutoff, ascending */
export function byModel(found: ReadonlyMap<number, TreesAt>): Trained {
  const all = [...found].flatMap(([cutoff, trees]) =>
    [...trees].map(([name, of]) => ({ name, at: { cutoff, trees: of } }))
  );
  return new Map(
    [...Map.groupBy(all, ({ name }) => name)].map(([name, of]) => [name, of.map(({ at }) => at)]),
  );
}

/** The cutoffs of a training; none for a series that stands alone: it has no others to learn from. */
export const trainingCutoffs = ({ names, series, horizon }: Training): number[] =>
  names.length === 0 || series.length < GLOBAL.least_series ? [] : cutoffsOf(series, horizon);

/** Trains at all cutoffs, one after the other. */
export const train = (training: Training): Trained =>
  byModel(new Map(trainingCutoffs(training).map((cutoff) => [cutoff, trainAt(cutoff, training)])));
