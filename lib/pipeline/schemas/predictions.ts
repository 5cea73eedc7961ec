import { z } from "zod";
import { date, metric, serverId, single, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const predictions = snapshot({
  name: "predictions",
  description:
    "What each model would have said at past cutoffs, before intervals: the raw material of backtest.",
  key: ["server_id", "metric", "model", "cutoff", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    model: text("Model that made the forecast"),
    cutoff: date("Last day the model had seen"),
    date: date("Day forecast"),
    horizon_days: whole("Days from cutoff to date", { min: 1 }),
    actual: single("What happened; null where not observed").nullable(),
    predicted: single("What the model said"),
    scale: single(
      "Mean absolute difference between a day and the week before, up to the cutoff: the series' own yardstick; null when too short",
      { min: 0 },
    ).nullable(),
  }),
});
