import { z } from "zod";
import { METRICS, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const error = (description: string) => real(description, { min: 0 }).nullable();

export const HORIZON_BANDS = ["1-30", "31-90", "91-180", "all"] as const;

export const accuracy = snapshot({
  name: "accuracy",
  description:
    "How wrong each model was in the backtest, by scope, metric and horizon; losing models, the naive ones and the oracle included.",
  key: ["scope", "scope_value", "metric", "horizon_band", "model"],
  columns: z.object({
    scope: word(["fleet", "archetype", "criticality", "business_unit", "region"], "Which group of servers"),
    scope_value: text("Which one; all for the fleet"),
    metric: word([...METRICS, "all"], "Which metric; all averages scaled measures over metrics"),
    horizon_band: word(HORIZON_BANDS, "Days ahead"),
    model: text("Which model; selected is the mix chosen per series on earlier cutoffs"),
    series: whole("Series scored", { min: 0 }),
    mae: error("Mean absolute error; % or Mbit/s; null across metrics, whose units differ"),
    rmse: error("Root mean squared error; null across metrics"),
    mape: error("Mean absolute percentage error, %; days with an actual of zero are left out"),
    smape: error("Symmetric mean absolute percentage error, % (0 to 200)"),
    wape: error("Sum of absolute errors over sum of actuals, %"),
    mase: error("Mean absolute error over the in-sample mean absolute weekly difference"),
    bias: real("Mean of predicted − actual; null across metrics").nullable(),
    pinball: error("Mean quantile loss over the interval bounds; null across metrics"),
    coverage_80: error("Share of actuals within the 80 % interval"),
    coverage_95: error("Share of actuals within the 95 % interval"),
    width_80: error("Mean width of the 80 % interval over the in-sample mean absolute weekly difference"),
    width_95: error("Mean width of the 95 % interval, scaled alike"),
    gain_vs_baseline: real("1 − error / error of the weekday mean").nullable(),
    gain_vs_best_naive: real("1 − error / error of the best naive model").nullable(),
    share_of_possible: real("Gain over the weekday mean as a share of the oracle's gain; null without truth")
      .nullable(),
  }),
});
