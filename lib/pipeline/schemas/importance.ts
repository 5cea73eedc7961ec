import { z } from "zod";
import { real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const importance = snapshot({
  name: "importance",
  description:
    "How much worse each global model of today forecasts held out days once a feature is shuffled between them.",
  key: ["model", "feature"],
  columns: z.object({
    model: text("Which model"),
    feature: text("Which feature"),
    rank: whole("1 for the one it relies on most", { min: 1 }),
    rise_pct: real("Mean rise of the loss over the shuffles, % of the loss; below 0 it does better without"),
    sd_pct: real(
      "Standard deviation of the rise over the shuffles, % of the loss; null for a single shuffle",
      {
        min: 0,
      },
    ).nullable(),
    rows: whole("Held out rows it was measured on", { min: 1 }),
  }),
});
