/** The global models of one cutoff: rows of the snapshot `global_models`. */
import { isoDate } from "../../calendar/days.ts";
import { leafCount } from "../../trees/tree.ts";
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import type { GlobalFleet } from "./panel.ts";
import { saveGlobal } from "./saved.ts";
import { type GlobalName, type GlobalSettings, type TrainedGlobal, trainGlobal } from "./train.ts";
import { trainingSet } from "./training.ts";

export interface Trained extends TrainedGlobal {
  cutoff: number;
  rows: number;
  holdoutRows: number;
  /** As JSON. */
  saved: string;
}

/**
 * Trains the models on what was known at a cutoff.
 * @param warn  told when too little was known to train any
 */
export function trainedAt(
  cutoff: number,
  { all, words }: GlobalFleet,
  names: readonly GlobalName[],
  { global, horizon_days }: { global: GlobalSettings; horizon_days: number },
  warn: (message: string) => void,
): Trained[] {
  if (names.length === 0) return [];
  const set = trainingSet(all, cutoff, horizon_days, global);
  const rows = set?.learnt.length ?? 0;
  if (set === undefined || rows < global.min_rows) {
    warn(
      `No global model at ${isoDate(cutoff)}: ${rows} rows to learn from, at least ${global.min_rows} needed`,
    );
    return [];
  }
  return names.map((name) => {
    const trained = trainGlobal(name, set, global);
    const saved = JSON.stringify(saveGlobal(trained.trees, words));
    return { ...trained, cutoff, rows, holdoutRows: set.holdout.length, saved };
  });
}

export function trainedColumns(all: readonly Trained[]): ColumnTable {
  return {
    cutoff: Int32Array.from(all, ({ cutoff }) => cutoff),
    model: all.map(({ name }) => name),
    rows: Int32Array.from(all, ({ rows }) => rows),
    holdout_rows: Int32Array.from(all, ({ holdoutRows }) => holdoutRows),
    holdout_loss: Float64Array.from(all, ({ holdoutLoss }) => holdoutLoss),
    trees: Int32Array.from(all, ({ trees }) => trees.trees.length),
    leaves: Int32Array.from(all, ({ trees }) => trees.trees.reduce((sum, tree) => sum + leafCount(tree), 0)),
    saved: all.map(({ saved }) => saved),
  };
}
