import type { Model } from "../model.ts";
import { since } from "../series.ts";
import { stateful } from "../stateful.ts";
import { showsYear } from "./design.ts";
import { estimate, likelyExplanations } from "./estimate.ts";
import { type FormEstimate, likelierForm } from "./form.ts";
import { preparerFor, type RegressionSettings } from "./prepared.ts";
import { ahead, regressed, regressedOf } from "./regressed.ts";
import { evidenceOf } from "./whitened.ts";

/**
 * Calendar regression: a damped straight trend, weekly and annual shape, holidays and quarter end, with the level
 * shifts and changes of slope the series calls for; errors autocorrelated; effects added or multiplied, whichever
 * makes the history more likely. Ridge regression throughout; nothing is tuned on forecasts.
 */
export const calendarRegression = (settings: RegressionSettings): Model => {
  const preparedFor = preparerFor(settings);
  return {
    name: "calendar_regression",
    naive: false,
    oracle: false,
    minimumHistory: (season) => 4 * season,
    ...stateful({
      state: regressed,
      fit: (series, { regressors }) => {
        const known = since(series, series.start - 1);
        const prepared = preparedFor(known, regressors, showsYear(known.values.length, settings.year));
        const best = likelierForm(known.values, (form): FormEstimate => ({
          form,
          estimate: estimate(
            likelyExplanations(evidenceOf(form.values, prepared), prepared.whitened, settings),
          ),
        }));
        return regressedOf(known, best.form, best.estimate, prepared, settings);
      },
      forecast: (state, horizon, { regressors }) => ahead(state, horizon, regressors, settings),
    }),
  };
};
