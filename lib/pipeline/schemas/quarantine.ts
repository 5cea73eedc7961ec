import { z } from "zod";
import { date, real, serverId, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const quarantine = snapshot({
  name: "quarantine",
  description: "Every reading that broke the data contract, with the rule it broke. Nothing is dropped silently.",
  key: ["server_id", "date", "delivery", "column_name"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day"),
    delivery: whole("Which delivery of the server-day", { min: 1 }),
    column_name: text("Column that broke the rule; all for a whole reading"),
    value: real("The refused value; null for a whole reading").nullable(),
    reason: text("The rule it broke"),
  }),
});
