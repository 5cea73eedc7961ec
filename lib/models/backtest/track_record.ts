/** What past forecasts of a series were worth, as far as was known on a day. */
import type { TrackRecord } from "../ensemble/record.ts";
import type { Prediction } from "./predictions.ts";

interface Errors {
  sum: number;
  days: number;
}

/** Sum of the absolute errors of a forecast on the days observed up to a cutoff. */
function errorsOf({ of, cutoff: from, predicted }: Prediction, cutoff: number): Errors {
  const first = from + 1 - of.series.start;
  const known = Math.min(predicted.length, cutoff - from);
  let sum = 0;
  let days = 0;
  for (let h = 0; h < known; h++) {
    const error = Math.abs(predicted[h]! - (of.observed[first + h] ?? NaN));
    if (Number.isNaN(error)) continue;
    sum += error;
    days++;
  }
  return { sum, days };
}

/**
 * Mean absolute error of each model over the outcomes known at a cutoff. A model that lacks some of the days the
 * others were judged on is left out.
 * @param earlier  forecasts of one series at earlier cutoffs
 */
export function trackRecord(earlier: readonly Prediction[], cutoff: number): TrackRecord {
  const totals = new Map<string, Errors>();
  for (const prediction of earlier) {
    const { sum, days } = errorsOf(prediction, cutoff);
    const total = totals.get(prediction.model) ?? { sum: 0, days: 0 };
    totals.set(prediction.model, { sum: total.sum + sum, days: total.days + days });
  }
  const most = Math.max(0, ...[...totals.values()].map(({ days }) => days));
  return new Map(
    [...totals].filter(([, { days }]) => days === most && days > 0)
      .map(([model, { sum, days }]) => [model, sum / days]),
  );
}
