import { z } from "zod";
import { date, real, text, whole, word } from "./columns.ts";
import { resource } from "./resources.ts";
import { snapshot } from "./snapshot.ts";

export const TOTAL_SCOPES = ["fleet", "business_unit", "region", "archetype"] as const;

export const totalScope = () => word(TOTAL_SCOPES, "Which kind of group is added up");
export const totalScopeValue = () => text("Which one; all for the fleet");

const amount = (description: string) => real(`${description}; vCPU, GiB or Mbit/s`, { min: 0 }).nullable();

export const totals = snapshot({
  name: "totals",
  description:
    "What business units, regions, archetypes and the fleet use and will need: the sum of their servers' daily 95th percentiles, which peaks at different hours make an upper bound. Only servers that have a forecast count, in past and future alike.",
  key: ["scope", "scope_value", "resource", "date"],
  columns: z.object({
    scope: totalScope(),
    scope_value: totalScopeValue(),
    resource: resource(),
    date: date("Day"),
    servers: whole("Servers in the total that day", { min: 0 }),
    servers_filled: whole("Of these, how many had no value that day and count with their last same weekday", {
      min: 0,
    }),
    servers_left_out: whole("Servers of the group not in any total: no forecast, or size not known", {
      min: 0,
    }),
    capacity: amount("What these servers have; null when one of them is not known"),
    observed: amount("What was used; null on days to come and where too many servers had no value"),
    mean: amount("Expected value: the sum of the servers' forecasts; null on past days"),
    lo_80: amount("Lower end of the 80 % interval"),
    hi_80: amount("Upper end of the 80 % interval"),
    lo_95: amount("Lower end of the 95 % interval"),
    hi_95: amount("Upper end of the 95 % interval"),
  }),
});
