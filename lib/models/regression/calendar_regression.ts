import { z } from "zod";
import type { Model, Regressors } from "../model.ts";
import { type Series, since } from "../series.ts";
import { stateful } from "../stateful.ts";
import { changeAt } from "./change_columns.ts";
import { type ChangeSettings, type Coefficients, coefficientsOf, explanations } from "./changes.ts";
import { dampedStep, type Design, designOf, type DesignSettings } from "./design.ts";
import { type Form, formBack, FORMS, formsOf } from "./form.ts";
import { presentPairs } from "./lagged.ts";
import {
  evidenceAt,
  evidenceOf,
  type PreparedDesign,
  prepareDesign,
  type WhitenedDesign,
  whitenedDesign,
} from "./whitened.ts";

export interface CalendarRegressionSettings extends DesignSettings, ChangeSettings {
  /** Candidates for the correlation of an error with the one before. */
  autocorrelations: readonly number[];
}

/** All that series over the same days of the same region share. */
interface Prepared extends PreparedDesign {
  origin: number;
  whitened: WhitenedDesign[];
}

interface Estimate extends Coefficients {
  rho: number;
  logEvidence: number;
}

/** Explanations less likely than this share of the best do not move the mean. */
const NEGLIGIBLE = 1e-3;
const KEPT_DESIGNS = 8;

function prepare(
  { start, values, season }: Series,
  pairs: Float64Array,
  regressors: Regressors | undefined,
  settings: CalendarRegressionSettings,
): Prepared {
  const origin = start + values.length - 1;
  const design = designOf({ start, origin, season }, settings, regressors);
  const prepared = prepareDesign(design, start, settings.year, pairs);
  return {
    ...prepared,
    origin,
    whitened: settings.autocorrelations.map((rho) => whitenedDesign(prepared, rho)),
  };
}

/** Keeps the last few prepared designs: series that are present on the same days of a region share one. */
function preparer(settings: CalendarRegressionSettings) {
  const kept = new Map<string, Prepared>();
  return (series: Series, regressors: Regressors | undefined): Prepared => {
    const pairs = presentPairs(series.values);
    const gaps = [...pairs.keys()].filter((pair) => pairs[pair] === 0);
    const key = [regressors?.name, series.start, series.values.length, series.season, ...gaps].join("/");
    const prepared = kept.get(key) ?? prepare(series, pairs, regressors, settings);
    kept.delete(key);
    kept.set(key, prepared);
    if (kept.size > KEPT_DESIGNS) kept.delete(kept.keys().next().value!);
    return prepared;
  };
}

/** The mean of all explanations under all autocorrelations, each weighted by its evidence. */
function estimate(values: Float64Array, prepared: Prepared, settings: ChangeSettings): Estimate {
  const everyRho = evidenceOf(values, prepared);
  const candidates = prepared.whitened.flatMap((design) => {
    const evidence = evidenceAt(everyRho, design.rho);
    return explanations(design, evidence, settings).map((explanation) => ({ design, evidence, explanation }));
  });
  const best = candidates.reduce(
    (most, { explanation }) => Math.max(most, explanation.logEvidence),
    -Infinity,
  );
  const weightOf = (logEvidence: number) => Math.exp(logEvidence - best);
  const likely = candidates.filter(({ explanation }) => weightOf(explanation.logEvidence) >= NEGLIGIBLE);
  const total = likely.reduce((sum, { explanation }) => sum + weightOf(explanation.logEvidence), 0);

  const effects = new Float64Array(prepared.design.effects.length);
  const changes = new Float64Array(prepared.design.changes.length);
  let rho = 0;
  for (const { design, evidence, explanation } of likely) {
    const share = weightOf(explanation.logEvidence) / total;
    const coefficients = coefficientsOf(design, evidence, explanation);
    coefficients.effects.forEach((value, j) => effects[j]! += share * value);
    coefficients.changes.forEach((value, c) => changes[c]! += share * value);
    rho += share * design.rho;
  }
  return { effects, changes, rho, logEvidence: best };
}

/** A fitted regression: its design follows from the span, the settings and the regressors. */
const regressed = z.strictObject({
  start: z.number().int(),
  origin: z.number().int(),
  season: z.number().int().min(1),
  form: z.enum(FORMS),
  mean: z.number(),
  effects: z.array(z.number()),
  changes: z.array(z.number()),
  rho: z.number(),
  last_error: z.number(),
  age: z.number().int().describe("Steps since the last present value"),
});
type Regressed = z.infer<typeof regressed>;

/** What the estimate says of a step, autocorrelation apart. */
function explainedAt(
  step: number,
  { effects, changes, origin }: Pick<Regressed, "origin"> & {
    effects: ArrayLike<number>;
    changes: ArrayLike<number>;
  },
  design: Design,
  { year, trend_damping }: DesignSettings,
): number {
  const time = dampedStep(step, origin, trend_damping);
  let sum = 0;
  for (let j = 0; j < effects.length; j++) sum += effects[j]! * design.effects[j]!.at(step);
  for (let c = 0; c < changes.length; c++) {
    if (changes[c] !== 0) sum += changes[c]! * changeAt(design.changes[c]!, time, year);
  }
  return sum;
}

function regressedOf(
  { start, season }: Series,
  form: Form,
  { effects, changes, rho }: Estimate,
  { design, origin }: Prepared,
  settings: DesignSettings,
): Regressed {
  const age = form.values.length - 1 - form.values.findLastIndex((value) => !Number.isNaN(value));
  const explained = explainedAt(origin - age, { effects, changes, origin }, design, settings);
  return {
    start,
    origin,
    season,
    form: form.name,
    mean: form.mean,
    effects: [...effects],
    changes: [...changes],
    rho,
    last_error: form.values.at(-1 - age)! - explained,
    age,
  };
}

function ahead(
  state: Regressed,
  horizon: number,
  regressors: Regressors | undefined,
  settings: DesignSettings,
): Float64Array {
  const { origin, rho, last_error, age } = state;
  const design = designOf(state, settings, regressors);
  const back = formBack(state.form, state.mean);
  return Float64Array.from({ length: horizon }, (_, h) => {
    const explained = explainedAt(origin + h + 1, state, design, settings);
    return back(explained + last_error * rho ** (age + h + 1));
  });
}

/**
 * Calendar regression: a damped straight trend, weekly and annual shape, holidays and quarter end, with the level
 * shifts and changes of slope the series calls for; errors autocorrelated; effects added or multiplied, whichever
 * makes the history more likely. Ridge regression throughout; nothing is tuned on forecasts.
 */
export const calendarRegression = (settings: CalendarRegressionSettings): Model => {
  const preparedFor = preparer(settings);
  return {
    name: "calendar_regression",
    naive: false,
    oracle: false,
    minimumHistory: (season) => 4 * season,
    ...stateful({
      state: regressed,
      fit: (series, { regressors }) => {
        const known = since(series, series.start - 1);
        const prepared = preparedFor(known, regressors);
        const [best] = formsOf(known.values)
          .map((form) => ({ form, estimate: estimate(form.values, prepared, settings) }))
          .sort((a, b) =>
            b.estimate.logEvidence + b.form.logStretch - a.estimate.logEvidence - a.form.logStretch
          );
        return regressedOf(known, best!.form, best!.estimate, prepared, settings);
      },
      forecast: (state, horizon, { regressors }) => ahead(state, horizon, regressors, settings),
    }),
  };
};
