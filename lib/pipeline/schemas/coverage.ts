import { z } from "zod";
import { date, metric, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const coverage = snapshot({
  name: "coverage",
  description: "How much of each month of each series was observed, repaired, filled or is missing.",
  key: ["server_id", "metric", "month"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    month: date("First day of the month"),
    days: whole("Days of service in the month", { min: 1 }),
    observed: whole("Days with a value as it came", { min: 0 }),
    capped: whole("Days whose value was capped as an outlier", { min: 0 }),
    imputed: whole("Days filled in short gaps", { min: 0 }),
    missing: whole("Days without a value", { min: 0 }),
  }),
});
