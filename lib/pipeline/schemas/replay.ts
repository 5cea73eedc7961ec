import { z } from "zod";
import { date, flag, metric, probability, real, serverId, single, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const replay = snapshot({
  name: "replay",
  description:
    "Each forecast made at a scored cutoff as one row, and how it turned out: what the models page fetches of a series.",
  key: ["server_id", "metric", "cutoff", "model"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    cutoff: date("Last day the model had seen"),
    model: text("Model that made the forecast"),
    chosen: flag("Whether it is the one that would have been chosen then"),
    scale: single(
      "Mean absolute difference between a day and the week before, up to the cutoff; null when too short",
      {
        min: 0,
      },
    ).nullable(),
    days: whole("Forecast days with an actual", { min: 0 }),
    mae: real("Mean absolute error over them; % or Mbit/s", { min: 0 }).nullable(),
    coverage_80: probability("Share of actuals within the 80 % interval").nullable(),
    coverage_95: probability("Share of actuals within the 95 % interval").nullable(),
    predicted: text(
      "The forecast as JSON, a value for each day from the one after the cutoff; rounded to 0.1",
    ),
  }),
});
