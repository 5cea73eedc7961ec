/** The forecast of one series, and the errors that such forecasts of it have made. */
import { type FitContext, type Model, predict } from "../models/model.ts";
import { seasonalScale } from "../models/accuracy/scale.ts";
import { lastValue } from "../models/naive/last_value.ts";
import { seasonalNaive } from "../models/naive/seasonal_naive.ts";
import { lastStep, presentCount, type Series, trimmed } from "../models/series.ts";
import { attempt, type Backtest, backtest, isAble, type PanelModel } from "./backtest.ts";
import { type Combine, combined, type Counts, type Member, memberChoice } from "./combine.ts";
import { judges } from "./origins.ts";
import { NO_PRIOR } from "./prior.ts";
import { INTERVALS, YEARLY } from "./settings.ts";
import { yearlyCredit } from "./year.ts";

export interface Outcome {
  /** The model, or how several were combined. */
  model: string;
  mean: Float64Array;
  /** Actual − forecast at each origin, NaN where no actual is present. Empty when they are too few to tell. */
  errors: readonly Float64Array[];
  /** Last known step of each of them. */
  origins: readonly number[];
  /** Mean absolute change over a season, or over a step where that is unknown; NaN when both are. */
  scale: number;
  /** Models that could not be fitted to this series, although it is long enough for them. */
  refused: readonly string[];
}

const UNKNOWN = { errors: [], origins: [] };

export interface OutcomeSettings {
  models: readonly PanelModel[];
  /** What models may know beside the series. */
  context: FitContext;
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

const enough = (errors: readonly Float64Array[]): boolean =>
  errors.reduce((sum, error) => sum + presentCount(error), 0) >= INTERVALS.least_own_errors;

/** Mean absolute change over a season, or over a step where history is too short for that. */
function changeOf({ values, season }: Series): number {
  const seasonal = seasonalScale(values, season);
  return Number.isNaN(seasonal) ? seasonalScale(values, 1) : seasonal;
}

/** Without a backtest nothing is known of the models: last season again, or the last value. */
function untested(series: Series, models: readonly PanelModel[]): Model {
  const able = models.filter((model) => isAble(model, series));
  return [seasonalNaive, lastValue].find(({ name }) => able.some((model) => model.name === name)) ??
    able[0] ?? lastValue;
}

const hasActuals = ({ actuals }: Backtest): boolean =>
  actuals.some((actual) => actual.some((value) => !Number.isNaN(value)));

/** The backtest of a series; of one that has long been silent, that of the time when it was not. */
function backtestOf(
  series: Series,
  whole: Series,
  { models, horizon, context }: OutcomeSettings,
): Backtest {
  const tested = backtest(series, models, horizon, context);
  return hasActuals(tested) && tested.models.length > 0 ? tested : backtest(whole, models, horizon, context);
}

/** A series whose models have been compared, or which needs no comparison. */
export interface Tested {
  /** As far as models look back. */
  series: Series;
  /** Without what is missing at its ends. */
  whole: Series;
  /** Undefined for a constant series. */
  backtest: Backtest | undefined;
}

/** Compares the models on the past of a series. @param series  at least one value present */
export function testOf(series: Series, settings: OutcomeSettings): Tested {
  const whole = trimmed(series);
  const compared = isConstant(whole.values) ? undefined : backtestOf(series, whole, settings);
  return { series, whole, backtest: compared };
}

/** What one model alone says of a series. */
function alone(
  model: Model,
  { series, whole }: Tested,
  { horizon, context }: OutcomeSettings,
  known: Pick<Outcome, "errors" | "origins">,
): Outcome {
  const mean = predict(model, series, context, horizon);
  return { model: model.name, mean, ...known, scale: changeOf(whole), refused: [] };
}

/**
 * Forecasts a series by the best few models of its own past. Errors at an origin are those of the members that
 * origins choose which share no actual value with it: those chosen by its own values would look too good.
 * @param prior  what the series of its panel say of the models
 */
export function outcomeOf(
  tested: Tested,
  settings: OutcomeSettings,
  prior = NO_PRIOR,
): Outcome {
  const { models, horizon, combine, context } = settings;
  const { series, whole, backtest: compared } = tested;
  if (compared === undefined) {
    const known = presentCount(whole.values) > INTERVALS.least_own_errors;
    const none = { errors: [new Float64Array(horizon)], origins: [lastStep(whole) - horizon] };
    return alone(lastValue, tested, settings, known ? none : UNKNOWN);
  }
  const knowYear = models.some(({ name }) => YEARLY.models.includes(name));
  const yearly = knowYear ? yearlyCredit(whole.values, horizon) : 1;
  const choose = memberChoice(compared, yearly, prior);
  const members = choose();
  if (members.length === 0) return alone(untested(series, models), tested, settings, UNKNOWN);
  const all = errorsOf(compared, members, choose, horizon, combine);
  const known = enough(all) ? { errors: all, origins: compared.origins } : UNKNOWN;
  const refused = [...compared.refused];
  const made = members.flatMap(({ of: { model }, weight }) => {
    const forecast = attempt(model, refused, () => predict(model, series, context, horizon));
    return forecast === undefined ? [] : [{ model, weight, forecast }];
  });
  if (made.length === 0) return { ...alone(untested(series, models), tested, settings, known), refused };
  const total = made.reduce((sum, { weight }) => sum + weight, 0);
  const mean = combined(
    made.map(({ forecast }) => forecast),
    made.map(({ weight }) => weight / total),
    combine,
  );
  const model = made.length === 1 ? made[0]!.model.name : label[combine];
  return { model, mean, ...known, scale: changeOf(whole), refused };
}

/** Actual − forecast at each origin, by the members that origins choose which share no actual value with it. */
function errorsOf(
  { actuals, origins }: Backtest,
  members: readonly Member[],
  choose: (counts: Counts) => Member[],
  horizon: number,
  combine: Combine,
): Float64Array[] {
  return actuals.map((actual, origin) => {
    const others = judges(origins, origin, horizon);
    const then = choose((other) => others.includes(other));
    const by = then.length === 0 ? members : then;
    const forecast = combined(
      by.map(({ of }) => of.forecasts[origin]!),
      by.map(({ weight }) => weight),
      combine,
    );
    return actual.map((value, h) => value - forecast[h]!);
  });
}
