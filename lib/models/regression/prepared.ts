/** Designs kept for the series that share them. */
import type { Regressors } from "../model.ts";
import type { Series } from "../series.ts";
import type { ChangeSettings } from "./changes.ts";
import { designOf, type DesignSettings } from "./design.ts";
import { presentPairs } from "./lagged.ts";
import { type PreparedDesign, prepareDesign, type WhitenedDesign, whitenedDesign } from "./whitened.ts";

export interface RegressionSettings extends DesignSettings, ChangeSettings {
  /** Candidates for the correlation of an error with the one before. */
  autocorrelations: readonly number[];
}

/** All that series over the same days of the same region share. */
export interface Prepared extends PreparedDesign {
  origin: number;
  annual: boolean;
  /** With the design's own penalties, one per autocorrelation. */
  whitened: readonly WhitenedDesign[];
}

export type Preparer = (series: Series, regressors: Regressors | undefined, annual: boolean) => Prepared;

/** A backtest of a panel sees two designs at each of a dozen origins. */
const KEPT_DESIGNS = 32;

function prepare(
  { start, values, season }: Series,
  pairs: Float64Array,
  regressors: Regressors | undefined,
  annual: boolean,
  settings: RegressionSettings,
): Prepared {
  const origin = start + values.length - 1;
  const design = designOf({ start, origin, season, annual }, settings, regressors);
  const prepared = prepareDesign(design, start, settings.year, pairs);
  return {
    ...prepared,
    origin,
    annual,
    whitened: settings.autocorrelations.map((rho) => whitenedDesign(prepared, rho)),
  };
}

function positionsOf(value: number, values: Float64Array): number[] {
  const found: number[] = [];
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) found.push(at);
  return found;
}

/** Keeps the last few prepared designs: series that are present on the same days of a region share one. */
function preparer(settings: RegressionSettings): Preparer {
  const kept = new Map<string, Prepared>();
  return (series, regressors, annual) => {
    const pairs = presentPairs(series.values);
    const gaps = positionsOf(0, pairs);
    const { start, values, season } = series;
    const key = [regressors?.name, annual, start, values.length, season, ...gaps].join("/");
    const prepared = kept.get(key) ?? prepare(series, pairs, regressors, annual, settings);
    kept.delete(key);
    kept.set(key, prepared);
    if (kept.size > KEPT_DESIGNS) kept.delete(kept.keys().next().value!);
    return prepared;
  };
}

const preparers = new WeakMap<RegressionSettings, Preparer>();

/** The preparer of some settings: models that are given the same ones share its designs. */
export function preparerFor(settings: RegressionSettings): Preparer {
  const known = preparers.get(settings) ?? preparer(settings);
  preparers.set(settings, known);
  return known;
}
