import { z } from "zod";
import { canFit, type FitContext, fitOnce, type Fitted, forecastOf, type Model } from "../model.ts";
import type { Bounds } from "../series.ts";
import { type MembershipSettings, membersOf } from "./record.ts";

export type Combine = "median" | "weighted";

/** Forecasts of the members on one day, best first, and their shares. May reorder the forecasts. */
type Combination = (forecasts: Float64Array, weights: Float64Array) => number;

const median: Combination = (forecasts) => {
  const sorted = forecasts.sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const weighted: Combination = (forecasts, weights) => {
  let sum = 0;
  for (let member = 0; member < forecasts.length; member++) sum += weights[member]! * forecasts[member]!;
  return sum;
};

const COMBINE: Readonly<Record<Combine, Combination>> = { median, weighted };

/** A member as saved, or as fitted. */
const savedMember = z.strictObject({ name: z.string(), weight: z.number(), state: z.unknown() });
const savedEnsemble = z.strictObject({
  members: z.array(savedMember).min(1),
  bounds: z.strictObject({
    min: z.number().nullable(),
    max: z.number().nullable().describe("null: no end"),
  }),
});

interface FittedMember {
  name: string;
  weight: number;
  fitted: Fitted;
}

const end = (bound: number): number | null => Number.isFinite(bound) ? bound : null;

/** The fits of the members combined; each is held within the bounds before. */
const combined = (combine: Combine, members: readonly FittedMember[], bounds: Bounds): Fitted => ({
  state: {
    members: members.map(({ name, weight, fitted }) => ({ name, weight, state: fitted.state })),
    bounds: { min: end(bounds.min), max: end(bounds.max) },
  },
  forecast: (horizon) => {
    const weights = Float64Array.from(members, ({ weight }) => weight);
    const forecasts = members.map(({ name, fitted }) => forecastOf(name, fitted, bounds, horizon));
    const ofDay = new Float64Array(members.length);
    return Float64Array.from({ length: horizon }, (_, h) => {
      for (let member = 0; member < ofDay.length; member++) ofDay[member] = forecasts[member]![h]!;
      return COMBINE[combine](ofDay, weights);
    });
  },
});

/** @throws RangeError when there is no such model, or it cannot be restored */
function restoredMember(
  { name, weight, state }: z.infer<typeof savedMember>,
  models: readonly Model[],
  context: FitContext,
  origin: number,
): FittedMember {
  const model = models.find((model) => model.name === name);
  if (model?.restore === undefined) {
    throw new RangeError(`Cannot restore an ensemble as its members must be models that are saved: ${name}`);
  }
  return { name, weight, fitted: model.restore(state, context, origin) };
}

/**
 * Ensemble: the forecasts of the few models that did best on the series so far, combined day by day. Errors of
 * different models partly cancel; the median also ignores one that runs away.
 * @param models  those it may combine, the most trusted first
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
    const members = membersOf([...able.keys()], context.record, settings).map(({ name, weight }) => ({
      name,
      weight,
      fitted: fitOnce(able.get(name)!, series, context),
    }));
    return combined(combine, members, series.bounds);
  },
  restore: (state, context, origin) => {
    const { members, bounds } = savedEnsemble.parse(state);
    return combined(combine, members.map((member) => restoredMember(member, models, context, origin)), {
      min: bounds.min ?? -Infinity,
      max: bounds.max ?? Infinity,
    });
  },
});
