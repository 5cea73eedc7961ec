/** The best few models of a series, and what they say together. */
import { type Backtest, type Backtested, errorsByOrigin } from "./backtest.ts";
import { separate } from "./origins.ts";
import { correction, evidenceOf, NO_PRIOR } from "./prior.ts";
import { COMBINATION, YEARLY } from "./settings.ts";

/** Half the median, half the weighted mean; or one of them. */
export const COMBINES = ["blend", "median", "weighted_mean"] as const;
export type Combine = typeof COMBINES[number];

export interface Member {
  of: Backtested;
  /** Share in the weighted mean; shares add up to 1. */
  weight: number;
}

/** Whether an origin has a say. */
export type Counts = (origin: number) => boolean;

function meanOf(errors: readonly number[], counts: Counts): number {
  const used = errors.filter((error, origin) => counts(origin) && !Number.isNaN(error));
  return used.reduce((sum, error) => sum + error, 0) / used.length;
}

/**
 * The error of a learned model drawn towards that of the best naive one: a few origins tell little, and less where
 * they look at the same values.
 */
function tempered(error: number, naive: number, origins: number): number {
  if (!(error > 0) || !(naive > 0) || naive === Infinity) return error;
  const share = COMBINATION.prior_origins / (origins + COMBINATION.prior_origins);
  return error * (naive * COMBINATION.naive_credit / error) ** share;
}

/**
 * Chooses the members of a series from its backtest, at all origins or some of them.
 * @param yearly  what errors of models that know the year are multiplied by, see year.ts
 * @param prior  what the panel's series say of the models
 */
export function memberChoice(
  tested: Backtest,
  yearly = 1,
  prior = NO_PRIOR,
): (counts?: Counts) => Member[] {
  const { actuals, models } = tested;
  const horizon = actuals[0]?.length ?? 0;
  const errors = models.map(({ forecasts }) => errorsByOrigin(actuals, forecasts));
  const evidence = evidenceOf(tested);
  return (counts = () => true) => {
    const means = errors.map((of, index) => {
      const { name } = models[index]!.model;
      const logs = evidence.get(name)!.filter((_, origin) => counts(origin));
      return meanOf(of, counts) * correction(prior, name, logs);
    });
    const origins = separate(tested.origins.filter((_, origin) => counts(origin)), horizon);
    const naive = Math.min(
      ...means.filter((mean, index) => models[index]!.model.naive && !Number.isNaN(mean)),
    );
    const ranked = models
      .map((of, index) => ({
        of,
        error: of.model.naive
          ? COMBINATION.naive_credit * means[index]!
          : tempered(means[index]!, naive, origins) * (YEARLY.models.includes(of.model.name) ? yearly : 1),
      }))
      .filter(({ error }) => !Number.isNaN(error))
      .sort((a, b) => a.error - b.error);
    const best = ranked[0];
    if (best === undefined) return [];
    // What makes no error needs no company.
    if (best.error === 0) return [{ of: best.of, weight: 1 }];
    const members = ranked.slice(0, COMBINATION.members)
      .filter(({ error }) => error <= COMBINATION.worst_ratio * best.error)
      .map(({ of, error }) => ({ of, weight: (best.error / error) ** COMBINATION.power }));
    const total = members.reduce((sum, { weight }) => sum + weight, 0);
    return members.map(({ of, weight }) => ({ of, weight: weight / total }));
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The members' forecasts as one, step by step. A median ignores one that runs away, a mean lets errors cancel. */
export function combined(
  forecasts: readonly Float64Array[],
  weights: readonly number[],
  combine: Combine,
): Float64Array {
  const middle = (h: number) => median(forecasts.map((forecast) => forecast[h]!));
  const mean = (h: number) =>
    forecasts.reduce((sum, forecast, member) => sum + weights[member]! * forecast[h]!, 0);
  const at =
    { median: middle, weighted_mean: mean, blend: (h: number) => (middle(h) + mean(h)) / 2 }[combine];
  return Float64Array.from({ length: forecasts[0]!.length }, (_, h) => at(h));
}
