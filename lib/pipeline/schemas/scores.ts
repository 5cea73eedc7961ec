import { z } from "zod";
import { date, metric, real, serverId, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const scores = snapshot({
  name: "scores",
  description: "How wrong each model has been on each series, from outcomes known by a date.",
  key: ["server_id", "metric", "known_at", "model"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    known_at: date("Only outcomes up to this day count"),
    model: text("Model scored"),
    cutoffs: whole("Cutoffs its forecasts were made at", { min: 1 }),
    days: whole("Forecast days with an actual", { min: 1 }),
    mae: real("Mean absolute error; % or Mbit/s", { min: 0 }),
    mase: real("Mean absolute error over the series' scale at each cutoff; null without scale", { min: 0 })
      .nullable(),
  }),
});
