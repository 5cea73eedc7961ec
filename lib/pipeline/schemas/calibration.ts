import { z } from "zod";
import { date, metric, real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const quantile = (percent: number) => real(`${percent} % of errors lie below it; in scales of the series`);

export const calibration = snapshot({
  name: "calibration",
  description:
    "How wide intervals must be: quantiles of (actual − predicted) / scale over all series, from outcomes known by a date.",
  key: ["metric", "model", "known_at", "horizon_days"],
  columns: z.object({
    metric: metric(),
    model: text("Model whose errors these are"),
    known_at: date("Only outcomes up to this day count"),
    horizon_days: whole(
      "Days ahead; between the middles of neighbouring buckets the quantiles are interpolated",
      {
        min: 1,
      },
    ),
    residuals: whole("Errors in the bucket this day belongs to", { min: 1 }),
    q025: quantile(2.5),
    q05: quantile(5),
    q10: quantile(10),
    q50: quantile(50),
    q90: quantile(90),
    q95: quantile(95),
    q975: quantile(97.5),
  }),
});
