import { z } from "zod";
import { date, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const RULES = [
  "unknown_server",
  "before_service",
  "duplicate",
  "too_few_samples",
  "not_finite",
  "negative",
  "over_capacity",
  "counted_as_full",
] as const;

export const quarantine = snapshot({
  name: "quarantine",
  description:
    "Every reading that broke the data contract, with the rule it broke. Nothing is dropped silently.",
  key: ["server_id", "date", "delivery", "column_name"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day"),
    delivery: whole("Which delivery of the server-day", { min: 1 }),
    column_name: text("Column that broke the rule; all for a whole reading"),
    value: real("The value; null for a whole reading and for what is no finite number").nullable(),
    rule: word(RULES, "The rule it broke; counted_as_full is kept as 100 %, all else is refused"),
    reason: text("The rule in words"),
  }),
});
