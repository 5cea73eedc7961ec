import { z } from "zod";
import { date, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const correlations = snapshot({
  name: "correlations",
  description:
    "What moves together from day to day: metrics of the same server, kinds of servers, the largest services. Loads are held against the weeks around them; each pair stands once.",
  key: ["scope", "subject", "one", "other"],
  columns: z.object({
    scope: word(["metric", "archetype", "service"], "What is held side by side"),
    subject: text("Metric whose load is compared; all where metrics themselves are"),
    one: text("First of the pair, in order of names"),
    other: text("Second of the pair"),
    correlation: real("Pearson's correlation of daily loads, each over its mean of the weeks around", {
      min: -1,
      max: 1,
    }),
    days: whole("Server-days behind it for metrics, days for the others", { min: 28 }),
    first_date: date("First day"),
    last_date: date("Last day"),
  }),
});
