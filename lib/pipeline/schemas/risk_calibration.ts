import { z } from "zod";
import { percent, probability, real, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const RISK_SOURCES = ["selected", "weekday_mean", "base_rate"] as const;

const count = (description: string) => whole(description, { min: 0 }).nullable();

export const riskCalibration = snapshot({
  name: "risk_calibration",
  description:
    "Whether breach probabilities came true: what they would have been at past cutoffs, from what was known then, beside what happened. Series already over the threshold are left out.",
  key: ["threshold_pct", "window_days", "source", "bin"],
  columns: z.object({
    threshold_pct: percent("Threshold to be reached, % of capacity"),
    window_days: whole("Days ahead", { unit: "days", min: 1 }),
    source: word(
      RISK_SOURCES,
      "selected: the model chosen by then; weekday_mean: the baseline with its own intervals and error patterns; base_rate: how often series of the metric that were below had reached it within as many days up to the cutoff",
    ),
    bin: whole("Tenth of the probability, 1 to 10; 0 all together", { min: 0, max: 10 }),
    series: whole("Series and cutoffs judged", { min: 1 }),
    mean_predicted: probability("Mean probability"),
    observed_share: probability("Share that reached the threshold on an observed day"),
    brier: probability("Mean squared difference between probability and outcome; 0 is perfect"),
    skill: real("1 − Brier score / Brier score of the base rate; null for bins", { max: 1 }).nullable(),
    already_over: count("Series and cutoffs left out because they were over already; null for bins"),
    not_judged: count("Series and cutoffs left out for want of a forecast or a level; null for bins"),
  }),
});
