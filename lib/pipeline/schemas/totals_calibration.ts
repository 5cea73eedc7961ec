import { z } from "zod";
import { date, real, whole } from "./columns.ts";
import { resource } from "./resources.ts";
import { snapshot } from "./snapshot.ts";
import { totalScope } from "./totals.ts";

const quantile = (percent: number) =>
  real(`${percent} % of errors of totals lie below it; in spreads of the total`);

export const totalsCalibration = snapshot({
  name: "totals_calibration",
  description:
    "How far the servers' errors go together, and how wide intervals of totals must then be, from outcomes known by a date.",
  key: ["known_at", "scope", "resource"],
  columns: z.object({
    known_at: date("Only outcomes up to this day count"),
    scope: totalScope(),
    resource: resource(),
    correlation: real("Mean correlation between the errors of two servers of a group; never taken below 0", {
      min: 0,
      max: 1,
    }),
    errors: whole("Errors behind the quantiles, of all groups and resources together", { min: 1 }),
    q025: quantile(2.5),
    q10: quantile(10),
    q90: quantile(90),
    q975: quantile(97.5),
  }),
});
