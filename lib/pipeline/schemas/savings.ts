import { z } from "zod";
import { real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const usd = (description: string) => real(description, { unit: "USD per month" }).nullable();

export const savings = snapshot({
  name: "savings",
  description: "What the recommendations save, added up; upsizing is a cost and is netted.",
  key: ["scope", "scope_value", "action"],
  columns: z.object({
    scope: word(["all", "business_unit", "region", "environment"], "What servers are grouped by"),
    scope_value: text("The group; all for the fleet"),
    action: text("Action, or all for their sum"),
    servers: whole("How many servers", { min: 0 }),
    usd_per_month: usd("What they cost now, on demand"),
    saving_low_usd_month: usd("Saved on demand, at least"),
    saving_expected_usd_month: usd("Saved on demand, expected"),
    saving_high_usd_month: usd("Saved on demand, at most"),
    reserved_low_usd_month: usd("Saved at reserved prices, at least"),
    reserved_expected_usd_month: usd("Saved at reserved prices, expected"),
    reserved_high_usd_month: usd("Saved at reserved prices, at most"),
  }),
});
