import { z } from "zod";
import { date, flag, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const calendar = snapshot({
  name: "calendar",
  description: "What kind of day it was or will be, per region, history and forecast horizon alike.",
  key: ["region", "date"],
  columns: z.object({
    region: text("Region whose bank holidays apply"),
    date: date("Day"),
    day_of_week: whole("1 Monday to 7 Sunday (ISO 8601)", { min: 1, max: 7 }),
    is_weekend: flag("Saturday or Sunday"),
    is_holiday: flag("Bank or public holiday in the region, as observed"),
    holiday: text("Name of the holiday").nullable(),
    is_month_end: flag("Last day of the month"),
    is_quarter_end: flag("Within the quarter-end window set in config/calendar.yaml"),
    days_to_quarter_end: whole("Days until the last day of the quarter; 0 on that day", { min: 0, max: 92 }),
  }),
});
