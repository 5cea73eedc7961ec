/** What error is to be expected of each model on each series of a metric, from what was known on a day. */
import { BASELINE, simplicity } from "../models.ts";
import { type Contrast, type LastingSettings, lastingShare } from "./lasting.ts";

/** Mean absolute errors of one model on one series. */
export interface ModelErrors {
  /** Over all days known. */
  mae: number;
  /** Over the days from one cutoff to the next, in order; NaN where none was compared. */
  windows: readonly number[];
}

/** Of one series, by model. */
export type SeriesErrors = ReadonlyMap<string, ModelErrors>;

/** Log of an error over another; no error at all is unbeatable. */
function logRatio(error: number, reference: number): number {
  if (error === 0) return -Infinity;
  return reference === 0 ? Infinity : Math.log(error / reference);
}

const average = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Finite logs of a model's errors over another's, on the series that have both. */
function contrastsOf(all: readonly SeriesErrors[], model: string, reference: string): Contrast[] {
  return all.flatMap((series) => {
    const [ours, theirs] = [series.get(model), series.get(reference)];
    if (ours === undefined || theirs === undefined) return [];
    const whole = logRatio(ours.mae, theirs.mae);
    const windows = ours.windows.map((error, window) => logRatio(error, theirs.windows[window]!));
    return Number.isFinite(whole) ? [{ whole, windows }] : [];
  });
}

/** Of all series: the geometric mean of each model's errors over the baseline's, in logs; simplest first. */
export function commonErrors(all: readonly SeriesErrors[]): Map<string, number> {
  const models = [...new Set(all.flatMap((series) => [...series.keys()]))];
  return new Map(
    models.toSorted((a, b) => simplicity(a) - simplicity(b)).flatMap((model): [string, number][] => {
      const common = average(contrastsOf(all, model, BASELINE).map(({ whole }) => whole));
      return common === undefined ? [] : [[model, common]];
    }),
  );
}

/** The first of the lowest. */
export const lowest = (errors: Iterable<readonly [string, number]>): string | undefined =>
  [...errors].toSorted(([, a], [, b]) => a - b)[0]?.[0];

/** Log of the error to be expected of a model on a series, over that of the model best on all series. */
export type Expected = (series: SeriesErrors, model: string) => number;

/**
 * Empirical Bayes: what a model did on a series beside the model best on all of them, drawn towards what it did on
 * all of them. A series' own record counts by the share of the differences between series that lasts, of each model
 * by itself; a fleet of alike series takes the common best.
 * @param all  every series of the metric
 */
export function expectedErrors(all: readonly SeriesErrors[], settings: LastingSettings): Expected {
  const common = commonErrors(all);
  const best = lowest(common);
  // Nothing but errors of zero: a series goes by itself.
  if (best === undefined) return (series, model) => Math.log(series.get(model)!.mae);
  const beside = new Map(
    [...common.keys()].map((model) => {
      const contrasts = contrastsOf(all, model, best);
      const complete = contrasts.filter(({ windows }) => windows.every(Number.isFinite));
      return [model, {
        mean: average(contrasts.map(({ whole }) => whole)) ?? Infinity,
        share: lastingShare(complete, settings),
      }];
    }),
  );
  return (series, model) => {
    const { mean, share } = beside.get(model) ?? { mean: Infinity, share: 0 };
    const theirs = series.get(best);
    if (theirs === undefined) return mean;
    const own = logRatio(series.get(model)!.mae, theirs.mae);
    return Number.isFinite(own) ? share * own + (1 - share) * mean : own;
  };
}
