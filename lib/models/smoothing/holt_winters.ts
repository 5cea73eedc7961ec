import { z } from "zod";
import type { Model } from "../model.ts";
import { nelderMead } from "../numeric/nelder_mead.ts";
import { clip, lastStep, phaseOf, type Series, since, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";

export interface HoltWintersSettings {
  /** Steps of history used; older ones say little about a level that moves. */
  history: number;
  /** Evaluations the optimiser may spend on one series. */
  max_evaluations: number;
}

/** Smoothing parameters: level, trend and season each learn a share of every error; φ damps the trend. */
export interface Smoothing {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

/** What the recursion carries from step to step. */
export interface State {
  level: number;
  trend: number;
  /** Seasonal effect by position in the season. */
  season: Float64Array;
}

/** First guess: means by position in the season over the first seasons, around their own mean; no trend. */
export function firstState({ start, values, season }: Series): State {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  values.subarray(0, 4 * season).forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const phase = phaseOf(start + index, season);
    sums[phase]! += value;
    counts[phase]! += 1;
  });
  const means = sums.map((sum, phase) => counts[phase]! > 0 ? sum / counts[phase]! : NaN);
  const seen = means.filter((mean) => !Number.isNaN(mean));
  const level = seen.reduce((sum, mean) => sum + mean, 0) / seen.length;
  return { level, trend: 0, season: means.map((mean) => Number.isNaN(mean) ? 0 : mean - level) };
}

/** Sum of the damping factors φ + φ² + … + φⁿ: how far a trend of 1 carries in n steps. */
const climb = (phi: number, steps: number): number => phi * (1 - phi ** steps) / (1 - phi);

/**
 * Runs the recursion over the series, changing the state, and returns the mean squared error one season ahead.
 * Additive errors, damped additive trend, additive season: ETS(A, Ad, A) in Hyndman & Athanasopoulos, 8.5.
 * A missing value teaches nothing: the state moves on by its own trend.
 */
export function run(series: Series, { alpha, beta, gamma, phi }: Smoothing, state: State): number {
  const { values, season, start, bounds } = series;
  const aSeasonAhead = climb(phi, season);
  // What level and trend, one season ago, said of each position in the season.
  const foreseen = new Float64Array(season).fill(NaN);
  let { level, trend } = state;
  let squares = 0;
  let count = 0;
  let phase = phaseOf(start, season);
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    const late = value - foreseen[phase]! - state.season[phase]!;
    if (late === late) {
      squares += late * late;
      count++;
    }
    level += phi * trend;
    trend *= phi;
    if (value === value) {
      const error = value - level - state.season[phase]!;
      level = clip(level + alpha * error, bounds);
      trend += beta * error;
      state.season[phase]! += gamma * error;
    }
    foreseen[phase] = level + aSeasonAhead * trend;
    phase = phase + 1 === season ? 0 : phase + 1;
  }
  state.level = level;
  state.trend = trend;
  return count === 0 ? 0 : squares / count;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Free numbers to parameters in their ranges: 0 < α < 1, 0 < β < α, 0 < γ < 1 − α, 0.8 < φ < 0.995.
 * The upper end of φ keeps a trend from running on undamped for half a year.
 */
function smoothingAt([a, b, c, d]: readonly number[]): Smoothing {
  const alpha = logistic(a!);
  return {
    alpha,
    beta: alpha * logistic(b!),
    gamma: (1 - alpha) * logistic(c!),
    phi: 0.8 + 0.195 * logistic(d!),
  };
}

const copyOf = ({ level, trend, season }: State): State => ({ level, trend, season: season.slice() });

/**
 * Parameters with the least mean squared error one season ahead. Those best for tomorrow follow every bad day,
 * because its error lasts till then, and carry it months ahead.
 */
export function optimise(series: Series, first: State, maxEvaluations: number): Smoothing {
  const error = (at: readonly number[]) => run(series, smoothingAt(at), copyOf(first));
  // Starts at α 0.12, β 0.02 α, γ 0.05 (1 − α), φ near 0.97: slow learners, as daily P95 series like.
  const { at } = nelderMead(error, [-2, -4, -3, 2], { step: 1, tolerance: 1e-4, maxEvaluations });
  return smoothingAt(at);
}

const smoothed = z.strictObject({
  level: z.number(),
  trend: z.number(),
  season: z.array(z.number()).min(1),
  alpha: z.number(),
  beta: z.number(),
  gamma: z.number(),
  phi: z.number(),
  end: z.number().int(),
});
type Smoothed = z.infer<typeof smoothed>;

/** What a state says of the steps after a series: level, what the damped trend adds, and season. */
export const extrapolate = (
  { level, trend, season, phi, end }: Pick<Smoothed, "level" | "trend" | "season" | "phi" | "end">,
  horizon: number,
): Float64Array =>
  Float64Array.from(
    { length: horizon },
    (_, h) => level + climb(phi, h + 1) * trend + season[phaseOf(end + h + 1, season.length)]!,
  );

/**
 * Holt-Winters: additive season, damped trend, parameters optimised one season ahead, gaps allowed.
 * The level of a percent metric never leaves 0 to 100.
 */
export const holtWinters = ({ history, max_evaluations }: HoltWintersSettings): Model => {
  const smooth = (series: Series, known?: Smoothing): Smoothed => {
    const recent = since(series, lastStep(trimmed(series)) - history);
    const state = firstState(recent);
    const { alpha, beta, gamma, phi } = known ?? optimise(recent, state, max_evaluations);
    run(recent, { alpha, beta, gamma, phi }, state);
    return { ...state, season: [...state.season], alpha, beta, gamma, phi, end: lastStep(series) };
  };
  return {
    name: "holt_winters",
    naive: false,
    oracle: false,
    minimumHistory: (season) => 3 * season,
    ...stateful({
      state: smoothed,
      fit: (series) => smooth(series),
      onward: (state, longer) => smooth(longer, state),
      forecast: (state, horizon) => extrapolate(state, horizon),
    }),
  };
};
