import { z } from "zod";
import type { Model } from "../model.ts";
import { lastStep, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";

/** Drift: the straight line through the first and the last value, continued (Hyndman & Athanasopoulos, 5.2). */
export const drift: Model = {
  name: "drift",
  naive: true,
  oracle: false,
  minimumHistory: () => 2,
  ...stateful({
    state: z.strictObject({ last: z.number(), slope: z.number(), missing: z.number().int() }),
    fit: (series) => {
      const present = trimmed(series);
      const last = present.values[present.values.length - 1]!;
      const slope = (last - present.values[0]!) / (present.values.length - 1);
      return { last, slope, missing: lastStep(series) - lastStep(present) };
    },
    forecast: ({ last, slope, missing }, horizon) =>
      Float64Array.from({ length: horizon }, (_, h) => last + slope * (missing + h + 1)),
  }),
};
