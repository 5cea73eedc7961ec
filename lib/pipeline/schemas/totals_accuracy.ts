import { z } from "zod";
import { HORIZON_BANDS } from "./accuracy.ts";
import { probability, real, whole, word } from "./columns.ts";
import { RESOURCES } from "./resources.ts";
import { snapshot } from "./snapshot.ts";
import { totalScope } from "./totals.ts";

export const INTERVAL_METHODS = ["joint", "summed", "independent"] as const;

const width = (level: number) =>
  real(`Mean width of the ${level} % interval, in % of the total`, { unit: "%", min: 0 }).nullable();

export const totalsAccuracy = snapshot({
  name: "totals_accuracy",
  description:
    "How often the intervals of totals held, on cutoffs they were not calibrated on, beside adding up the servers' bounds and taking their errors as independent.",
  key: ["scope", "resource", "horizon_band", "method"],
  columns: z.object({
    scope: totalScope(),
    resource: word([...RESOURCES, "all"], "Which resource; all counts each total once"),
    horizon_band: word(HORIZON_BANDS, "Days ahead"),
    method: word(
      INTERVAL_METHODS,
      "joint (the intervals in use), summed (sum of the servers' bounds) or independent (root of the sum of squares)",
    ),
    days: whole("Forecast days judged, over all groups of the scope", { min: 1 }),
    mape: real("Mean absolute error in % of the total", { unit: "%", min: 0 }).nullable(),
    coverage_80: probability("Share of actuals within the 80 % interval"),
    coverage_95: probability("Share of actuals within the 95 % interval"),
    width_80: width(80),
    width_95: width(95),
  }),
});
