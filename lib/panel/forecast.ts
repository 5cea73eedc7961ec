/** Forecasts of the series of a panel: each by itself, its models chosen with what the others say of them. */
import type { Regressors } from "../models/model.ts";
import type { RegressionSettings } from "../models/regression/prepared.ts";
import { type Bounds, type Series } from "../models/series.ts";
import { candidates } from "./candidates.ts";
import type { Combine } from "./combine.ts";
import { panelModel } from "./global/model.ts";
import { GLOBAL_MODELS, type GlobalName, train, type Trained, type Training } from "./global/train.ts";
import { type Outcome, outcomeOf, type OutcomeSettings, type Tested, testOf } from "./outcome.ts";
import { type Evidence, evidenceOf, type Prior, priorOf } from "./prior.ts";
import { type Frequency, GLOBAL, HISTORY, PRIOR } from "./settings.ts";

/** What all series of a panel share. */
export interface Asked {
  frequency: Frequency;
  season: number;
  horizon: number;
  /** Names of the models to choose among; undefined for those that are chosen among by default. */
  models: readonly string[] | undefined;
  combine: Combine;
  /** Of daily series on the calendar. */
  regression: RegressionSettings;
  /** Holidays of the days forecast from and forecast; absent: none are known. */
  holidays?: Regressors;
}

/** A series as it is read. */
export interface Steps {
  start: number;
  values: Float64Array;
}

/** What was never below zero is not forecast below zero. */
export const boundsOf = (values: Float64Array): Bounds => ({
  min: values.some((value) => value < 0) ? -Infinity : 0,
  max: Infinity,
});

/** Those asked for of the models that learn from all series together. */
export const globalNames = ({ models }: Pick<Asked, "models">): GlobalName[] =>
  GLOBAL_MODELS.filter((name) => models?.includes(name) ?? GLOBAL.by_default.includes(name));

export function settingsOf(asked: Asked, trained: Trained): OutcomeSettings {
  const { frequency, season, horizon, models: named, combine, regression, holidays } = asked;
  const models = [
    ...candidates(frequency, season, regression).filter(({ name }) => named?.includes(name) ?? true),
    ...[...trained].map(([name, of]) => panelModel(name, of, { frequency, holidays })),
  ];
  return { models, horizon, combine, context: holidays === undefined ? {} : { regressors: holidays } };
}

/** A series as far back as models look. */
export function seriesOf({ start, values }: Steps, { frequency, season }: Asked): Series {
  const skipped = Math.max(0, values.length - HISTORY[frequency]);
  const recent = values.subarray(skipped);
  const enough = recent.some((value) => !Number.isNaN(value));
  return {
    start: enough ? start + skipped : start,
    values: enough ? recent : values,
    season,
    bounds: boundsOf(values),
  };
}

/** Compares the models on a series. */
export const compare = (steps: Steps, asked: Asked, settings: OutcomeSettings): Tested =>
  testOf(seriesOf(steps, asked), settings);

export const evidence = ({ backtest }: Tested): Evidence =>
  backtest === undefined ? new Map() : evidenceOf(backtest);

/** So many of a panel's series, spread over it, or all. Ascending. */
export function sampleOf(count: number, most: number = PRIOR.sample): number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, index) => Math.floor(index * count / taken));
}

/** What is trained on a panel before its series are looked at one by one. */
export function trainingOf(series: readonly Steps[], asked: Asked): Training {
  const { horizon, frequency, holidays } = asked;
  const learnt = sampleOf(series.length, GLOBAL.most_series).map((place) => seriesOf(series[place]!, asked));
  return { names: globalNames(asked), series: learnt, horizon, frequency, holidays };
}

/** Forecasts every series of a panel, in their order. */
export function forecastAll(series: readonly Steps[], asked: Asked): Outcome[] {
  const settings = settingsOf(asked, train(trainingOf(series, asked)));
  const sample = new Map(
    sampleOf(series.length).map((index) => [index, compare(series[index]!, asked, settings)]),
  );
  const prior: Prior = priorOf([...sample.values()].map(evidence));
  return series.map((steps, index) =>
    outcomeOf(sample.get(index) ?? compare(steps, asked, settings), settings, prior)
  );
}
