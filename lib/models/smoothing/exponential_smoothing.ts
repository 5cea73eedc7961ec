import { z } from "zod";
import { withoutGaps } from "../gaps.ts";
import type { Model } from "../model.ts";
import { type Series, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";
import { bestAlpha, smoothedLevel } from "../theta/theta.ts";

/** @param known  share of an error the level learns; absent: the best */
function smooth(series: Series, known?: number) {
  const values = withoutGaps(trimmed(series).values, series.season);
  const alpha = known ?? bestAlpha(values);
  return { alpha, level: smoothedLevel(values, alpha, values[0]!)[0] };
}

/** Simple exponential smoothing: a level that learns a share of every error; neither trend nor season. */
export const exponentialSmoothing: Model = {
  name: "exponential_smoothing",
  naive: false,
  oracle: false,
  minimumHistory: () => 2,
  ...stateful({
    state: z.strictObject({ alpha: z.number(), level: z.number() }),
    fit: (series) => smooth(series),
    onward: ({ alpha }, longer) => smooth(longer, alpha),
    forecast: ({ level }, horizon) => new Float64Array(horizon).fill(level),
  }),
};
