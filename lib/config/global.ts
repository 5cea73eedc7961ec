/** Settings of the models that learn from all series together. */
import { z } from "zod";

const count = (least: number, most: number, meaning: string) =>
  z.number().int().min(least).max(most).describe(meaning);
const share = (meaning: string) => z.number().positive().max(1).describe(meaning);

const bins = count(2, 255, "Places a feature may be split at, and one more");
const leaves = count(2, 100_000, "Most leaves of a tree");
const leafRows = count(1, 100_000, "Fewest rows in a leaf");
const splitColumns = share("Share of the features that each split may choose from");

const boosting = z.strictObject({
  trees: count(1, 5000, "Most trees; the held out days say when to stop"),
  learning_rate: share("Share of its fit that each tree adds"),
  max_bins: bins,
  max_leaves: leaves,
  min_leaf_rows: leafRows,
  l2: z.number().min(0).describe("Rows by which each leaf is held back towards none"),
  row_fraction: share("Share of the rows that each tree sees"),
  column_fraction: share("Share of the features that each tree sees"),
  split_column_fraction: splitColumns,
  patience: count(1, 5000, "Trees without a lower loss on the held out days before training stops"),
}).describe("Gradient boosting: of means for boosting, of medians for boosting_median");

const forest = z.strictObject({
  trees: count(1, 5000, "Trees"),
  max_bins: bins,
  max_leaves: leaves,
  min_leaf_rows: leafRows,
  split_column_fraction: splitColumns,
}).describe("Random forest");

export const global = z.strictObject({
  seed: z.number().int().min(0).describe("Which days ahead, rows and features are drawn"),
  origins: count(1, 5000, "Past days from which the models learn to look ahead, at equal spacing"),
  days_per_origin: count(1, 730, "Days ahead drawn for each series and origin"),
  max_rows: count(1000, 4_000_000, "Most rows: of larger fleets a share is drawn"),
  min_rows: count(1, 4_000_000, "Fewer rows train nothing, so that the models do not stand at that cutoff"),
  holdout_days: count(
    1,
    3660,
    "Last days before a cutoff that are held out, to stop by and to judge features",
  ),
  importance: z.strictObject({
    max_rows: count(100, 4_000_000, "Most held out rows it is measured on"),
    shuffles: count(1, 100, "How often each feature is shuffled"),
  }).describe("Permutation importance of the features"),
  boosting,
  forest,
}).describe("Models that learn from all series together");
