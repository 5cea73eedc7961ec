import { z } from "zod";
import { metric, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const EFFECTS = ["weekday", "quarter_end", "holiday"] as const;

export const calendarEffects = snapshot({
  name: "calendar_effects",
  description: "What kind of day moves the load of each kind of server, and by how much.",
  key: ["archetype", "metric", "effect", "day"],
  columns: z.object({
    archetype: text("What kind of work the servers do"),
    metric: metric(),
    effect: word(
      EFFECTS,
      "What is special about the day; holidays and quarter ends are compared with ordinary working days",
    ),
    day: whole("1 Monday to 7 Sunday for the weekday effect; 0 for the others", { min: 0, max: 7 }),
    change: real("Mean load on such days over the mean of ordinary days, less 1: 0.12 is 12 % more"),
    lo_95: real(
      "Lower bound of the 95 % interval of change, with servers as what was sampled; null below three servers",
    ).nullable(),
    hi_95: real("Upper bound of the same interval").nullable(),
    servers: whole("Servers behind the figure", { min: 1 }),
    server_days: whole("Server-days of this kind behind the figure", { min: 1 }),
  }),
});
