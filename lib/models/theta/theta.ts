/** The Theta method (Assimakopoulos & Nikolopoulos 2000). */
import { z } from "zod";
import { withoutGaps } from "../gaps.ts";
import type { Model } from "../model.ts";
import { lastStep, phaseOf, type Series, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";

/** Slope of the straight line through equally spaced values by least squares, per step. */
export function slopeOf(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return 0;
  const middle = (n - 1) / 2;
  let product = 0;
  values.forEach((value, t) => product += (t - middle) * value);
  return product * 12 / (n * (n * n - 1));
}

/** Level after simple exponential smoothing, and its squared errors one step ahead. */
export function smoothedLevel(values: Float64Array, alpha: number, first: number): [number, number] {
  let level = first;
  let squares = 0;
  for (const value of values) {
    const error = value - level;
    squares += error * error;
    level += alpha * error;
  }
  return [level, squares];
}

/** α of 0.01 to 0.99 with the least squared errors. Smoothing starts at the first value. */
export function bestAlpha(values: Float64Array): number {
  let best = 0.01;
  let least = Infinity;
  for (let percent = 1; percent < 100; percent += 2) {
    const [, squares] = smoothedLevel(values, percent / 100, values[0]!);
    if (squares < least) [best, least] = [percent / 100, squares];
  }
  return best;
}

/** Where the two lines of the method meet the end of history. */
const lines = z.strictObject({
  level: z.number(),
  drift: z.number(),
  /** Steps of drift there are in the first step ahead. */
  first: z.number(),
});
type Lines = z.infer<typeof lines>;

interface LinesSettings {
  alpha: number;
  first: number;
}

function linesOf(values: Float64Array, { alpha, first }: LinesSettings): Lines {
  const [level] = smoothedLevel(values, alpha, first);
  const faded = (1 - alpha) ** values.length;
  return { level, drift: slopeOf(values) / 2, first: (1 - faded) / alpha };
}

const ahead = ({ level, drift, first }: Lines, horizon: number): Float64Array =>
  Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + first));

/**
 * The mean of the line through all values (θ = 0) and of simple exponential smoothing of the series with its
 * curvature doubled (θ = 2). That is exponential smoothing with a drift of half the line's slope (Hyndman &
 * Billah 2003, eq. 7).
 * @param values  n values, none missing, not seasonal
 * @param alpha   share of an error the level learns
 * @param first   level before the first value
 */
export const thetaForecast = (
  values: Float64Array,
  settings: LinesSettings,
  horizon: number,
): Float64Array => ahead(linesOf(values, settings), horizon);

/** Mean deviation of each position in the season from the centred mean of a season around it; they sum to zero. */
export function seasonalEffects({ start, values, season }: Series): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  const half = season >> 1;
  const even = season % 2 === 0;
  for (let t = half; t < values.length - half; t++) {
    let around = even ? (values[t - half]! + values[t + half]!) / 2 : values[t - half]! + values[t + half]!;
    for (let k = 1 - half; k < half; k++) around += values[t + k]!;
    const phase = phaseOf(start + t, season);
    sums[phase]! += values[t]! - around / season;
    counts[phase]! += 1;
  }
  const means = sums.map((sum, phase) => counts[phase]! > 0 ? sum / counts[phase]! : 0);
  const mean = means.reduce((sum, value) => sum + value, 0) / season;
  return means.map((value) => value - mean);
}

/** @param known  share of an error the level learns; absent: the best */
function takenApart(series: Series, known?: number) {
  const whole = trimmed(series);
  const values = withoutGaps(whole.values, series.season);
  const effects = seasonalEffects({ ...whole, values });
  const adjusted = values.map((value, t) => value - effects[phaseOf(whole.start + t, series.season)]!);
  const alpha = known ?? bestAlpha(adjusted);
  const end = lastStep(series);
  return {
    alpha,
    lines: linesOf(adjusted, { alpha, first: adjusted[0]! }),
    effects: [...effects],
    end,
    missing: end - lastStep(whole),
  };
}

/** Theta, of the series without its season, which is put back. Of a season of 1 nothing is taken out. */
export const theta: Model = {
  name: "theta",
  naive: false,
  oracle: false,
  minimumHistory: (season) => 2 * season + 1,
  ...stateful({
    state: z.strictObject({
      alpha: z.number(),
      lines,
      effects: z.array(z.number()).min(1),
      end: z.number().int(),
      missing: z.number().int(),
    }),
    fit: (series) => takenApart(series),
    onward: ({ alpha }, longer) => takenApart(longer, alpha),
    forecast: ({ lines, effects, end, missing }, horizon) =>
      ahead(lines, missing + horizon)
        .subarray(missing)
        .map((value, h) => value + effects[phaseOf(end + h + 1, effects.length)]!),
  }),
};
