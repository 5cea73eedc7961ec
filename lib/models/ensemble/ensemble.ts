import { canFit, type Model, predict } from "../model.ts";
import { type MembershipSettings, membersOf } from "./record.ts";

export type Combine = "median" | "weighted";

/** Forecasts of the members on one day, best first, and their shares. */
type Combination = (forecasts: readonly number[], weights: readonly number[]) => number;

const median: Combination = (forecasts) => {
  const sorted = forecasts.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const weighted: Combination = (forecasts, weights) =>
  forecasts.reduce((sum, value, member) => sum + weights[member]! * value, 0);

const COMBINE: Readonly<Record<Combine, Combination>> = { median, weighted };

/**
 * Ensemble: the forecasts of the few models that did best on the series so far, combined day by day. Errors of
 * different models partly cancel; the median also ignores one that runs away.
 * @param models  those it may combine
 */
export const ensemble = (
  combine: Combine,
  models: readonly Model[],
  settings: MembershipSettings,
): Model => ({
  name: `ensemble_${combine}`,
  naive: false,
  oracle: false,
  minimumHistory: (season) =>
    models.map((model) => model.minimumHistory(season)).toSorted((a, b) => a - b)[1] ?? Infinity,
  fit: (series, context) => {
    const able = new Map(
      models.filter((model) => canFit(model, series, context)).map((model) => [model.name, model]),
    );
    const members = membersOf([...able.keys()], context.record, settings);
    const weights = members.map(({ weight }) => weight);
    return {
      forecast: (horizon) => {
        const forecasts = members.map(({ name }) => predict(able.get(name)!, series, context, horizon));
        return Float64Array.from(
          { length: horizon },
          (_, h) => COMBINE[combine](forecasts.map((of) => of[h]!), weights),
        );
      },
    };
  },
});
