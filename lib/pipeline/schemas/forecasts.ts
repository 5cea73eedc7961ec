import { z } from "zod";
import { date, metric, serverId, single, text } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const forecasts = snapshot({
  name: "forecasts",
  description: "The coming days of each series: mean and quantiles of the selected model.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("Day"),
    model: text("The selected model"),
    mean: single("Expected value; % or Mbit/s", { min: 0 }),
    p025: single("2.5th percentile", { min: 0 }),
    p05: single("5th percentile", { min: 0 }),
    p10: single("10th percentile", { min: 0 }),
    p50: single("Median", { min: 0 }),
    p90: single("90th percentile", { min: 0 }),
    p95: single("95th percentile", { min: 0 }),
    p975: single("97.5th percentile", { min: 0 }),
  }),
});
