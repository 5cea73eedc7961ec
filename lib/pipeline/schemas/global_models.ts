import { z } from "zod";
import { date, real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const globalModels = snapshot({
  name: "global_models",
  description: "The models that learn from all series together, as trained at each past cutoff and today.",
  key: ["cutoff", "model"],
  columns: z.object({
    cutoff: date("Last day the model has seen"),
    model: text("boosting, boosting_median or forest"),
    rows: whole("Rows it was trained on: days ahead of past origins", { min: 1 }),
    holdout_rows: whole("Later rows held out of training", { min: 0 }),
    holdout_loss: real(
      "Mean loss on the rows held out, in multiples of the series' scale: squared error, for boosting_median half the absolute error; null without such rows",
      { min: 0 },
    ).nullable(),
    trees: whole("Trees", { min: 0 }),
    leaves: whole("Leaves of all trees", { min: 0 }),
    saved: text("The trained model as JSON"),
  }),
});
