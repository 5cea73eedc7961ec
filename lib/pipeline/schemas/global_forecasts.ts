import { z } from "zod";
import { date, metric, serverId, single, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const globalForecasts = snapshot({
  name: "global_forecasts",
  description:
    "What the models that learn from all series together would have said of each series at past cutoffs.",
  key: ["server_id", "metric", "model", "cutoff", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    model: text("Model that made the forecast"),
    cutoff: date("Last day the model had seen; the last day of telemetry for today's forecast"),
    date: date("Day forecast"),
    horizon_days: whole("Days from cutoff to date", { min: 1 }),
    predicted: single("What the model said; % or Mbit/s", { min: 0 }),
  }),
});
