import { z } from "zod";
import { date, flag, metric, serverId, single, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const load = (description: string) => single(description).nullable();

export const features = snapshot({
  name: "features",
  description:
    "What a global model may know on the morning of each day: lags, windows, calendar, metadata; nothing looks at or past its own day.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("Day to be explained"),
    y: load("The value of the day itself: the target"),
    lag_1: load("Value 1 day before"),
    lag_3: load("Value 3 days before"),
    lag_7: load("Value 7 days before"),
    lag_14: load("Value 14 days before"),
    lag_30: load("Value 30 days before"),
    mean_7: load("Mean of the 7 days before"),
    mean_30: load("Mean of the 30 days before"),
    mean_90: load("Mean of the 90 days before"),
    sd_7: load("Standard deviation of the 7 days before"),
    sd_30: load("Standard deviation of the 30 days before"),
    sd_90: load("Standard deviation of the 90 days before"),
    day_of_week: whole("1 Monday to 7 Sunday", { min: 1, max: 7 }),
    day_of_year: whole("1 to 366", { min: 1, max: 366 }),
    days_in_service: whole("Days since the first day of telemetry", { min: 0 }),
    is_weekend: flag("Saturday or Sunday"),
    is_holiday: flag("Bank holiday in the server's region"),
    is_month_end: flag("Last day of the month"),
    is_quarter_end: flag("Within the quarter-end window"),
    days_to_quarter_end: whole("Days until the quarter ends", { min: 0, max: 92 }),
    business_unit: text("Who owns the server"),
    region: text("Where it runs"),
    criticality: text("High, Medium, Low or unknown"),
    archetype: text("What kind of work it does"),
    vcpu: whole("Virtual CPUs", { min: 1 }).nullable(),
  }),
});
