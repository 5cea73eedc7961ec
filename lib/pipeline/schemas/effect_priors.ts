import { z } from "zod";
import { date, metric, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const effectPriors = snapshot({
  name: "effect_priors",
  description:
    "What an effect is on the servers of an archetype and how much they differ, as known on each day forecasts are made from.",
  key: ["metric", "archetype", "known_at", "form", "effect"],
  columns: z.object({
    metric: metric(),
    archetype: text("Archetype of the servers; all for every server of the fleet"),
    known_at: date("Last day the estimates have seen"),
    form: word(
      ["additive", "multiplicative"],
      "Whether effects add up, as shares of the mean, or multiply, in logs",
    ),
    effect: text("As in effects"),
    series: whole("Series that show it", { min: 1 }),
    mean: real("Mean over series, drawn towards that of all archetypes"),
    deviation: real("Standard deviation between series, the doubt about the mean included", { min: 0 }),
  }),
});
