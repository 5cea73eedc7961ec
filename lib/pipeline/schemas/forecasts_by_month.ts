import { z } from "zod";
import { date, metric, real, serverId, single, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const forecastsByMonth = snapshot({
  name: "forecasts_by_month",
  description: "The coming months of each series: the forecasts added up as a spreadsheet can hold them.",
  key: ["server_id", "metric", "month"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    month: date("First day of the month"),
    first_date: date("First day of it that is forecast"),
    days: whole("Days of it that are forecast", { unit: "days", min: 1, max: 31 }),
    unit: word(["%", "Mbit/s"], "Unit of the load: % of capacity, or Mbit/s for network"),
    model: text("The selected model"),
    mean_p50: real("Mean of the daily medians", { min: 0 }),
    peak_p10: single("Highest daily P10 of the month", { min: 0 }),
    peak_p50: single("Highest daily median of the month", { min: 0 }),
    peak_p90: single("Highest daily P90 of the month", { min: 0 }),
  }),
});
