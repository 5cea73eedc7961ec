import { z } from "zod";
import { HORIZON_BANDS } from "./accuracy.ts";
import { metric, probability, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const reliability = snapshot({
  name: "reliability",
  description:
    "How often what happened lay below each quantile that was forecast; ideally as often as it says.",
  key: ["metric", "horizon_band", "model", "quantile"],
  columns: z.object({
    metric: metric(),
    horizon_band: word(HORIZON_BANDS, "Days ahead"),
    model: text("Which model; selected is the mix chosen per series on earlier cutoffs"),
    quantile: probability("Share that should lie below"),
    days: whole("Forecast days with an actual and an interval", { min: 1 }),
    share_below: probability("Share that did"),
  }),
});
