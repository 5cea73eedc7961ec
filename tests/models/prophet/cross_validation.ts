/** Prophet's own cross-validation of the Peyton Manning series, as its documentation describes it. */
import { interval } from "../../../lib/models/prophet/interval.ts";
import { explained, prophetFitter, type ProphetSettings } from "../../../lib/models/prophet/prophet.ts";
import { lastStep, type Series, trimmed, upTo } from "../../../lib/models/series.ts";

export interface Prediction {
  /** Days after the cutoff. */
  ahead: number;
  actual: number;
  predicted: number;
  inside: boolean;
}

const [INITIAL, PERIOD, HORIZON] = [730, 180, 365];

/** Every 180 days back from a year before the end, as long as two years lie before. */
export function cutoffs(series: Series): number[] {
  const found: number[] = [];
  for (let cutoff = lastStep(series) - HORIZON; cutoff - INITIAL >= series.start; cutoff -= PERIOD) {
    found.unshift(cutoff);
  }
  return found;
}

function predictionsFrom(series: Series, cutoff: number, settings: ProphetSettings): Prediction[] {
  const known = trimmed(upTo(series, cutoff));
  const fit = prophetFitter(settings)(known, {});
  // The day of the cutoff may itself be missing.
  const skipped = cutoff - lastStep(known);
  const steps = Float64Array.from({ length: HORIZON }, (_, index) => cutoff + 1 + index);
  const { mean } = explained(fit, steps);
  const { lower, upper } = interval(fit, known, skipped + HORIZON, {
    level: 0.8,
    paths: 1000,
    seed: 42,
    address: ["peyton_manning", cutoff],
  });
  return Array.from(mean, (predicted, index) => {
    const actual = series.values[steps[index]! - series.start]!;
    const inside = actual >= lower[skipped + index]! && actual <= upper[skipped + index]!;
    return { ahead: index + 1, actual, predicted, inside };
  }).filter(({ actual }) => !Number.isNaN(actual));
}

export const crossValidation = (series: Series, settings: ProphetSettings): Prediction[] =>
  cutoffs(series).flatMap((cutoff) => predictionsFrom(series, cutoff, settings));

/**
 * Mean of a measure over the tenth of all predictions that ends with those made so many days ahead: Prophet's
 * rolling window. The day at its far end counts with its mean.
 */
export function rolling(
  predictions: Prediction[],
  ahead: number,
  measure: (of: Prediction) => number,
): number {
  const size = Math.floor(predictions.length / 10);
  let left = size;
  let sum = 0;
  for (let day = ahead; left > 0; day--) {
    const values = predictions.filter((prediction) => prediction.ahead === day).map(measure);
    if (values.length === 0) continue;
    const taken = Math.min(left, values.length);
    sum += taken * values.reduce((total, value) => total + value, 0) / values.length;
    left -= taken;
  }
  return sum / size;
}

export interface Published {
  rmse: number;
  mae: number;
  mape: number;
  coverage: number;
}

export function measured(predictions: Prediction[], ahead: number): Published {
  const error = ({ actual, predicted }: Prediction) => actual - predicted;
  return {
    rmse: Math.sqrt(rolling(predictions, ahead, (of) => error(of) ** 2)),
    mae: rolling(predictions, ahead, (of) => Math.abs(error(of))),
    mape: rolling(predictions, ahead, (of) => Math.abs(error(of) / of.actual)),
    coverage: rolling(predictions, ahead, (of) => Number(of.inside)),
  };
}
