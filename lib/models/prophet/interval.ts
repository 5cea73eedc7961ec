/**
 * How far values may lie from the forecast: the trend goes on bending as often and as much as it did, and values
 * scatter around it as they did (Taylor & Letham 2018, 3.1.4). Uncertainty of the coefficients is not part of it.
 */
import { type Stream, stream } from "../../random/stream.ts";
import { clip, type Series } from "../series.ts";
import { predictorOf, trendOf } from "./curve.ts";
import { FIRST_CHANGE, firstEffect } from "./design.ts";
import { explained, type ProphetFit, stepsAhead } from "./prophet.ts";

export interface IntervalSettings {
  /** Share of values that should lie inside, above 0 and below 1. */
  level: number;
  /** Futures simulated; Prophet takes 1000. */
  paths: number;
  seed: number;
  /** Names the series: no two series share their draws. */
  address: readonly (string | number)[];
}

export interface Interval {
  lower: Float64Array;
  upper: Float64Array;
}

/** A draw from the Laplace distribution around 0 with a mean distance of `scale`. */
export function laplace({ uniform }: Pick<Stream, "uniform">, scale: number): number {
  const side = uniform() - 0.5;
  return -scale * Math.sign(side) * Math.log(1 - 2 * Math.abs(side));
}

/** How often and how much the slope changed in history: what it is expected to go on doing. */
interface Habit {
  changesPerHistory: number;
  meanChange: number;
}

function habitOf({ design, estimate }: ProphetFit): Habit {
  const changes = estimate.coefficients.subarray(FIRST_CHANGE, firstEffect(design));
  const sum = changes.reduce((total, change) => total + Math.abs(change), 0);
  return { changesPerHistory: changes.length, meanChange: changes.length === 0 ? 0 : sum / changes.length };
}

/** What future changes of slope add to the predictor of the trend, at ascending times. */
function drift(times: Float64Array, { changesPerHistory, meanChange }: Habit, draws: Stream): Float64Array {
  const added = new Float64Array(times.length);
  if (meanChange === 0) return added;
  const wait = () => -Math.log(1 - draws.uniform()) / changesPerHistory;
  let next = 1 + wait();
  let slope = 0;
  let atZero = 0;
  for (let index = 0; index < times.length; index++) {
    for (; next < times[index]!; next += wait()) {
      const change = laplace(draws, meanChange);
      slope += change;
      atZero -= change * next;
    }
    added[index] = atZero + slope * times[index]!;
  }
  return added;
}

/** Simulated futures of a fitted series, one array of values per path. */
function futures(fit: ProphetFit, steps: Float64Array, { paths, seed, address }: IntervalSettings) {
  const { curve, design, estimate, scale } = fit;
  const times = steps.map(design.timeline.time);
  const predictor = times.map(predictorOf(design, estimate.coefficients));
  const { effects } = explained(fit, steps);
  const habit = habitOf(fit);
  return Array.from({ length: paths }, (_, path) => {
    const added = drift(times, habit, stream(seed, ...address, "prophet", path, "trend"));
    const { normal } = stream(seed, ...address, "prophet", path, "noise");
    return added.map((change, index) => {
      const trend = trendOf(curve, predictor[index]! + change);
      const effect = effects[index]!;
      const mean = curve.effects === "additive" ? trend + effect : trend * (1 + effect);
      return scale.floor + scale.unit * (mean + estimate.noise * normal());
    });
  });
}

/** Quantile of ascending values, interpolated between neighbours. */
export function quantile(ascending: Float64Array, level: number): number {
  const place = level * (ascending.length - 1);
  const below = Math.floor(place);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (place - below) * (high - low);
}

/**
 * Bounds between which the values of the `horizon` steps after a series lie, each with the given probability.
 * The same settings give the same bounds; a longer horizon begins like a shorter one.
 * @throws RangeError when the level is not between 0 and 1
 */
export function interval(
  fit: ProphetFit,
  series: Series,
  horizon: number,
  settings: IntervalSettings,
): Interval {
  const { level, paths } = settings;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`Cannot simulate an interval as its level must be between 0 and 1: ${level}`);
  }
  const simulated = futures(fit, stepsAhead(series, horizon), settings);
  const lower = new Float64Array(horizon);
  const upper = new Float64Array(horizon);
  for (let index = 0; index < horizon; index++) {
    const values = Float64Array.from({ length: paths }, (_, path) => simulated[path]![index]!).sort();
    lower[index] = clip(quantile(values, (1 - level) / 2), series.bounds);
    upper[index] = clip(quantile(values, (1 + level) / 2), series.bounds);
  }
  return { lower, upper };
}
