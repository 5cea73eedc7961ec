/** Whether a daily series repeats its year: what a dozen origins cannot tell, as few lie at the same time of year. */
import { YEARLY } from "./settings.ts";

/** Mean of the last week at each step, NaN where the week has no value: weekdays do not hide the year. */
function weeklyMeans(values: Float64Array): Float64Array {
  return values.map((_, t) => {
    let sum = 0;
    let count = 0;
    for (let day = Math.max(0, t - 6); day <= t; day++) {
      if (Number.isNaN(values[day]!)) continue;
      sum += values[day]!;
      count++;
    }
    return sum / count;
  });
}

/**
 * Correlation, about zero, of changes of the weekly mean over some steps with the same weeks' changes a year before.
 * 1 where last year foretold them all, about 0 where there is no such pattern or too little history to see one.
 */
export function yearlyCorrelation(values: Float64Array, horizon: number): number {
  const { weeks_year, longest_change, least_pairs } = YEARLY;
  const year = 7 * weeks_year;
  const steps = Math.min(horizon, longest_change);
  const means = weeklyMeans(values);
  let [now, before, both, pairs] = [0, 0, 0, 0];
  // The first six means are of less than a week.
  for (let t = 6 + year + steps; t < means.length; t++) {
    const change = means[t]! - means[t - steps]!;
    const last = means[t - year]! - means[t - year - steps]!;
    if (Number.isNaN(change + last)) continue;
    now += change * change;
    before += last * last;
    both += change * last;
    pairs++;
  }
  return pairs < least_pairs || !(now * before > 0) ? 0 : both / Math.sqrt(now * before);
}

/**
 * What errors of models that know the year are multiplied by when models are ranked: the share of variance a year
 * leaves unexplained, to a power; 1 where nothing speaks for a year.
 */
export function yearlyCredit(values: Float64Array, horizon: number): number {
  const correlation = yearlyCorrelation(values, horizon);
  if (correlation < YEARLY.least_correlation) return 1;
  return Math.max(YEARLY.least_credit, 1 - correlation ** 2) ** YEARLY.power;
}
