import { z } from "zod";
import { date, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const ROLLUPS = ["fleet", "business_unit", "region", "criticality", "service"] as const;

const count = (description: string) => whole(description, { unit: "servers", min: 0 });
const number = (description: string) => real(description, { unit: "servers", min: 0 }).nullable();

export const riskRollup = snapshot({
  name: "risk_rollup",
  description:
    "Where risk gathers: servers per level and how many are to be expected over the high threshold, by business unit, region, criticality and service. Servers share the period their errors are taken from, so that what hit many at once does so here.",
  key: ["dimension", "value"],
  columns: z.object({
    dimension: word(ROLLUPS, "What servers are grouped by"),
    value: text("Which group; all for the fleet"),
    servers: count("Servers in the group"),
    very_high: count("Servers at very high risk"),
    high: count("Servers at high risk"),
    watch: count("Servers to watch"),
    ok: count("Servers without risk"),
    not_assessed: count("Servers that cannot be judged"),
    expected_30d: number("Servers expected to reach the high threshold within 30 days"),
    low_30d: number("P10 of that number"),
    high_30d: number("P90 of that number"),
    expected_60d: number("The same within 60 days"),
    low_60d: number("P10 of that number"),
    high_60d: number("P90 of that number"),
    expected_90d: number("The same within 90 days"),
    low_90d: number("P10 of that number"),
    high_90d: number("P90 of that number"),
    expected_180d: number("The same within 180 days"),
    low_180d: number("P10 of that number"),
    high_180d: number("P90 of that number"),
    first_date_p50: date("Day by which, as likely as not, one of its servers has reached the threshold")
      .nullable(),
    first_priority: whole("Best place of its servers in the order of action").nullable(),
  }),
});
