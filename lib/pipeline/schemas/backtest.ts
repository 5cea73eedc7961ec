import { z } from "zod";
import { date, metric, serverId, single, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const bound = (description: string) => single(description).nullable();

export const backtest = snapshot({
  name: "backtest",
  description:
    "What each model would have said: the forecasts made at past cutoffs that are scored, beside what then happened. " +
    "Intervals come only from cutoffs whose outcome was known by then; null where there was none.",
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
    lo_80: bound("Lower end of the 80 % interval"),
    hi_80: bound("Upper end of the 80 % interval"),
    lo_95: bound("Lower end of the 95 % interval"),
    hi_95: bound("Upper end of the 95 % interval"),
    scale: single(
      "Mean absolute difference between a day and the week before, up to the cutoff: the yardstick of MASE and intervals",
      { min: 0 },
    ).nullable(),
  }),
});
