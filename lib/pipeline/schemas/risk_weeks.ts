import { z } from "zod";
import { date, probability, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const of = (name: string) =>
  probability(`Probability of having reached it with ${name}; missing when that series cannot be judged`)
    .nullable();

export const riskWeeks = snapshot({
  name: "risk_weeks",
  description:
    "How likely each server is to have reached the high threshold by the end of each week ahead, with any of its metrics and with each. Servers that cannot be judged are left out.",
  key: ["server_id", "week"],
  columns: z.object({
    server_id: serverId(),
    week: whole("Whole weeks after the last day of telemetry", { unit: "weeks", min: 1 }),
    date: date("Last day of the week"),
    reached_80: probability("Probability of having reached the high threshold by that day with any metric"),
    cpu_reached_80: of("CPU"),
    memory_reached_80: of("memory"),
    disk_reached_80: of("disk"),
    net_in_reached_80: of("network in"),
    net_out_reached_80: of("network out"),
  }),
});
