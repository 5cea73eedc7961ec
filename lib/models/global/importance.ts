/** What today's global models rely on: rows of the snapshot `importance`. */
import type { Settings } from "../../config/settings.ts";
import type { importance as schema } from "../../pipeline/schemas/importance.ts";
import type { RowOf } from "../../pipeline/schemas/snapshot.ts";
import { stream } from "../../random/stream.ts";
import { type Importance, permutationImportance } from "../../trees/importance.ts";
import { predict, type TreesModel } from "../../trees/model.ts";
import { sampled } from "../../trees/sample.ts";
import type { GlobalFleet } from "./panel.ts";
import type { TrainedModels } from "./read.ts";
import { type GlobalName, LOSSES } from "./train.ts";
import { rowsOf, type TrainingSet, trainingSet } from "./training.ts";

type ImportanceRow = RowOf<typeof schema>;
type Judged = Pick<TrainingSet, "matrix" | "target">;

function rowsOfModel(
  name: GlobalName,
  trees: TreesModel,
  judged: Judged,
  { global: { seed, importance } }: Settings["models"],
): ImportanceRow[] {
  const { matrix, target } = judged;
  const predicted = predict(trees, matrix);
  const loss = LOSSES[name].measure(target.map((actual, row) => actual - predicted[row]!));
  const percent = (rise: number) => 100 * rise / loss;
  const ranked = permutationImportance(trees, matrix, target, LOSSES[name], importance.shuffles, seed)
    .toSorted((a, b) => b.rise - a.rise);
  return ranked.map(({ column, rise, sd }: Importance, index) => ({
    model: name,
    feature: column,
    rank: index + 1,
    rise_pct: percent(rise),
    sd_pct: Number.isNaN(sd) ? null : percent(sd),
    rows: target.length,
  }));
}

/** Every feature of every model, on a sample of the days that were held out of its training. */
export function importanceRows(
  { trees }: TrainedModels,
  { all, lastDay }: GlobalFleet,
  settings: Settings["models"],
): ImportanceRow[] {
  const { global, horizon_days } = settings;
  if (trees.size === 0) return [];
  const set = trainingSet(all, lastDay, horizon_days, global);
  if (set === undefined || set.holdout.length === 0) return [];
  const rows = sampled(set.holdout, global.importance.max_rows, stream(global.seed, "importance", "rows"));
  const judged = rowsOf(set, rows);
  return [...trees].flatMap(([name, model]) => rowsOfModel(name, model, judged, settings));
}
