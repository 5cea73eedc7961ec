/** The forecast of one series, and the errors that such forecasts of it have made. */
import { type Model, predict } from "../models/model.ts";
import { seasonalScale } from "../models/accuracy/scale.ts";
import { lastValue } from "../models/naive/last_value.ts";
import { seasonalNaive } from "../models/naive/seasonal_naive.ts";
import { type Series, trimmed } from "../models/series.ts";
import { backtest, isAble } from "./backtest.ts";
import { type Combine, combined, memberChoice } from "./combine.ts";

export interface Outcome {
  /** The model, or how several were combined. */
  model: string;
  mean: Float64Array;
  /** Actual − forecast at each origin, NaN where no actual is present. */
  errors: readonly Float64Array[];
  /** Mean absolute change over a season, for series without errors; NaN when that is unknown, too. */
  scale: number;
}

export interface OutcomeSettings {
  models: readonly Model[];
  horizon: number;
  combine: Combine;
}

const label = {
  blend: "blend_of_best",
  median: "median_of_best",
  weighted_mean: "weighted_mean_of_best",
};

const isConstant = (values: Float64Array): boolean => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.every((value) => value === present[0]);
};

/** Without a backtest nothing is known of the models: last season again, or the last value. */
function untested(series: Series, models: readonly Model[]): Model {
  const able = models.filter((model) => isAble(model, series));
  return [seasonalNaive, lastValue].find(({ name }) => able.some((model) => model.name === name)) ??
    able[0] ?? lastValue;
}

/**
 * Forecasts a series by the best few models of its own past. Errors at an origin are those of the members that the
 * other origins choose: the ones that took part in the choice would look too good.
 * @param series  at least one value present
 */
export function outcomeOf(series: Series, { models, horizon, combine }: OutcomeSettings): Outcome {
  const whole = trimmed(series);
  const scale = seasonalScale(whole.values, series.season);
  const alone = (model: Model, errors: Float64Array[]): Outcome => ({
    model: model.name,
    mean: predict(model, series, {}, horizon),
    errors,
    scale,
  });
  if (isConstant(whole.values)) {
    return alone(lastValue, whole.values.length > 1 ? [new Float64Array(horizon)] : []);
  }
  const tested = backtest(series, models, horizon);
  const membersWithout = memberChoice(tested);
  const members = membersWithout();
  if (members.length === 0) return alone(untested(series, models), []);
  const errors = tested.actuals.map((actual, origin) => {
    const then = membersWithout(origin);
    const by = then.length === 0 ? members : then;
    const forecast = combined(
      by.map(({ of }) => of.forecasts[origin]!),
      by.map(({ weight }) => weight),
      combine,
    );
    return actual.map((value, h) => value - forecast[h]!);
  });
  if (members.length === 1) return alone(members[0]!.of.model, errors);
  const forecasts = members.map(({ of }) => predict(of.model, series, {}, horizon));
  const mean = combined(forecasts, members.map(({ weight }) => weight), combine);
  return { model: label[combine], mean, errors, scale };
}
