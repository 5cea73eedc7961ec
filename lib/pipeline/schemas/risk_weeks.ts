import { z } from "zod";
import { date, probability, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const riskWeeks = snapshot({
  name: "risk_weeks",
  description:
    "How likely each server is to have reached the high threshold by the end of each week ahead, with any of its metrics. Servers that cannot be judged are left out.",
  key: ["server_id", "week"],
  columns: z.object({
    server_id: serverId(),
    week: whole("Whole weeks after the last day of telemetry", { unit: "weeks", min: 1 }),
    date: date("Last day of the week"),
    reached_80: probability("Probability of having reached the high threshold by that day"),
  }),
});
