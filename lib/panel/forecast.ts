/** Forecasts of the series of a panel: each by itself, its models chosen with what the others say of them. */
import type { RegressionSettings } from "../models/regression/prepared.ts";
import { type Bounds, type Series } from "../models/series.ts";
import { candidates } from "./candidates.ts";
import type { Combine } from "./combine.ts";
import { type Outcome, outcomeOf, type OutcomeSettings, type Tested, testOf } from "./outcome.ts";
import { type Evidence, evidenceOf, type Prior, priorOf } from "./prior.ts";
import { type Frequency, HISTORY, PRIOR } from "./settings.ts";

/** What all series of a panel share. */
export interface Asked {
  frequency: Frequency;
  season: number;
  horizon: number;
  /** Names of the models to choose among; undefined for all. */
  models: readonly string[] | undefined;
  combine: Combine;
  /** Of daily series on the calendar. */
  regression: RegressionSettings;
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

export function settingsOf(
  { frequency, season, horizon, models: named, combine, regression }: Asked,
): OutcomeSettings {
  const models = candidates(frequency, season, regression).filter(({ name }) =>
    named?.includes(name) ?? true
  );
  return { models, horizon, combine };
}

/** Compares the models on a series, as far back as they look. */
export function compare(
  { start, values }: Steps,
  { frequency, season }: Asked,
  settings: OutcomeSettings,
): Tested {
  const skipped = Math.max(0, values.length - HISTORY[frequency]);
  const recent = values.subarray(skipped);
  const enough = recent.some((value) => !Number.isNaN(value));
  const used: Series = {
    start: enough ? start + skipped : start,
    values: enough ? recent : values,
    season,
    bounds: boundsOf(values),
  };
  return testOf(used, settings);
}

export const evidence = ({ backtest }: Tested): Evidence =>
  backtest === undefined ? new Map() : evidenceOf(backtest);

/** Which series of a panel are learned from: all, or so many spread over it. Ascending. */
export function sampleOf(count: number): number[] {
  const taken = Math.min(count, PRIOR.sample);
  return Array.from({ length: taken }, (_, index) => Math.floor(index * count / taken));
}

/** Forecasts every series of a panel, in their order. */
export function forecastAll(series: readonly Steps[], asked: Asked): Outcome[] {
  const settings = settingsOf(asked);
  const sample = new Map(
    sampleOf(series.length).map((index) => [index, compare(series[index]!, asked, settings)]),
  );
  const prior: Prior = priorOf([...sample.values()].map(evidence));
  return series.map((steps, index) =>
    outcomeOf(sample.get(index) ?? compare(steps, asked, settings), settings, prior)
  );
}
