import { z } from "zod";
import { withoutGaps } from "../gaps.ts";
import type { Model } from "../model.ts";
import { nelderMead } from "../numeric/nelder_mead.ts";
import { lastStep, phaseOf, type Series, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";

export interface SeasonalSmoothingSettings {
  name: string;
  /** Steps in each season, ascending. */
  periods: readonly number[];
  /** Steps of history used. */
  history: number;
  /** Evaluations the optimiser may spend on one series. */
  max_evaluations: number;
}

/** Values, none missing, from a step on. */
interface History {
  values: Float64Array;
  start: number;
  periods: readonly number[];
}

/** Share of an error that the level and each season learn; how much of it comes again a step later. */
interface Learning {
  level: number;
  seasons: number[];
  again: number;
}

/** What the recursion carries from step to step. */
interface State {
  level: number;
  /** Effects by position in each season, one season after the other. */
  effects: Float64Array;
  /** Error of the last step. */
  error: number;
}

/** Where the effects of each season begin. */
const beginnings = (periods: readonly number[]): number[] =>
  periods.map((_, index) => periods.slice(0, index).reduce((sum, period) => sum + period, 0));

/** Means of the values by position in the season. */
function meansByPhase(values: Float64Array, start: number, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  values.forEach((value, t) => {
    const phase = phaseOf(start + t, period);
    sums[phase]! += value;
    counts[phase]! += 1;
  });
  return sums.map((sum, phase) => counts[phase]! > 0 ? sum / counts[phase]! : 0);
}

/** First guess: for each season the means by position of what shorter seasons leave, over its first two cycles. */
function firstState(values: Float64Array, start: number, periods: readonly number[]): State {
  const head = values.slice(0, 2 * periods[periods.length - 1]!);
  const level = head.reduce((sum, value) => sum + value, 0) / head.length;
  let rest = head.map((value) => value - level);
  const effects = periods.flatMap((period) => {
    const means = meansByPhase(rest, start, period);
    rest = rest.map((value, t) => value - means[phaseOf(start + t, period)]!);
    return [...means];
  });
  return { level, effects: Float64Array.from(effects), error: 0 };
}

/**
 * Runs the recursion, changing the state, and returns the mean squared error one step ahead.
 * @param unscored  first steps that do not count, while the state still settles
 */
function run(
  { values, start, periods }: History,
  { level: alpha, seasons: gammas, again }: Learning,
  state: State,
  unscored: number,
): number {
  const { effects } = state;
  const begins = beginnings(periods);
  const ends = begins.map((begin, index) => begin + periods[index]!);
  const at = periods.map((period, index) => begins[index]! + phaseOf(start, period));
  let { level, error } = state;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    let fitted = level;
    for (let s = 0; s < at.length; s++) fitted += effects[at[s]!]!;
    const raw = values[t]! - fitted;
    const surprise = raw - again * error;
    if (t >= unscored) squares += surprise * surprise;
    level += alpha * surprise;
    for (let s = 0; s < at.length; s++) {
      const position = at[s]!;
      effects[position]! += gammas[s]! * surprise;
      at[s] = position + 1 === ends[s]! ? begins[s]! : position + 1;
    }
    error = raw;
  }
  state.level = level;
  state.error = error;
  return squares / Math.max(1, values.length - unscored);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const learningAt = (at: readonly number[]): Learning => ({
  level: logistic(at[0]!),
  again: 2 * logistic(at[1]!) - 1,
  seasons: at.slice(2).map(logistic),
});

const copyOf = (state: State): State => ({ ...state, effects: state.effects.slice() });

/** The state before the first value, and how many steps do not count while it still settles. */
function beginning({ values, start, periods }: History): { first: State; unscored: number } {
  const unscored = Math.min(periods[periods.length - 1]!, values.length >> 2);
  return { first: firstState(values, start, periods), unscored };
}

/** Parameters with the least squared error one step ahead. */
function learn(history: History, maxEvaluations: number): Learning {
  const { first, unscored } = beginning(history);
  const { at } = nelderMead(
    (at) => run(history, learningAt(at), copyOf(first), unscored),
    // Starts at a level that learns 0.02 of an error, errors of which 0.6 come again, seasons that learn 0.12.
    [-4, 1.5, ...history.periods.map(() => -2)],
    { step: 1, tolerance: 1e-5, maxEvaluations },
  );
  return learningAt(at);
}

/**
 * Exponential smoothing of a level and several additive seasons, errors partly coming again a step later (Taylor
 * 2003, 2010: double seasonal Holt-Winters with a first-order autoregressive error).
 */
export const seasonalSmoothing = ({ name, periods, history, max_evaluations }: //
  SeasonalSmoothingSettings): Model => {
  const smooth = (series: Series, known?: Learning) => {
    const whole = trimmed(series);
    const skipped = Math.max(0, whole.values.length - history);
    const values = withoutGaps(whole.values, series.season).subarray(skipped);
    const past = { values, start: whole.start + skipped, periods };
    const learning = known ?? learn(past, max_evaluations);
    const { first: state, unscored } = beginning(past);
    run(past, learning, state, unscored);
    const end = lastStep(whole);
    const { level, effects, error } = state;
    return { learning, level, effects: [...effects], error, end, missing: lastStep(series) - end };
  };
  return {
    name,
    naive: false,
    oracle: false,
    minimumHistory: () => 2 * Math.max(...periods),
    ...stateful({
      state: z.strictObject({
        learning: z.strictObject({ level: z.number(), seasons: z.array(z.number()), again: z.number() }),
        level: z.number(),
        effects: z.array(z.number()),
        error: z.number(),
        end: z.number().int(),
        missing: z.number().int(),
      }),
      fit: (series) => smooth(series),
      onward: ({ learning }, longer) => smooth(longer, learning),
      forecast: ({ learning, level, effects, error, end, missing }, horizon) => {
        const begins = beginnings(periods);
        return Float64Array.from({ length: horizon }, (_, h) => {
          const ahead = missing + h + 1;
          return periods.reduce(
            (sum, period, s) => sum + effects[begins[s]! + phaseOf(end + ahead, period)]!,
            level + learning.again ** ahead * error,
          );
        });
      },
    }),
  };
};
