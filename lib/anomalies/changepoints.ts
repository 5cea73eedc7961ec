/**
 * Days on which the load of a server changed its level for good. Looked for in hindsight: whether a level stays shows
 * only afterwards, so no forecast reads them.
 */
import type { Settings } from "../config/settings.ts";

type ChangeSettings = Settings["anomalies"]["changepoints"];

export interface Change {
  /** First day of the new level, as a position in the series. */
  day: number;
  /** New level less old of each metric, in its own unit; NaN where not measured. */
  shifts: number[];
  /** Probability that noise alone would not have shown a step as large anywhere on the server. */
  confidence: number;
}

/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL_SCALE = 1.4826;

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The values without their weekly shape: over the median of their weekday, times the median of all. */
function withoutWeek(values: Float64Array): Float64Array {
  const every = (from: number, by: number) => {
    const found: number[] = [];
    for (let day = from; day < values.length; day += by) {
      if (!Number.isNaN(values[day]!)) found.push(values[day]!);
    }
    return found;
  };
  const level = median(every(0, 1));
  const weekdays = Array.from({ length: 7 }, (_, day) => median(every(day, 7)));
  return values.map((value, day) => weekdays[day % 7]! > 0 ? value * level / weekdays[day % 7]! : value);
}

/**
 * The step between a day and the one before: coefficient of a step in a straight line through the days around. Growth
 * and slow seasons go into the line. NaN where either side holds too few values.
 */
function stepAt(values: Float64Array, day: number, window: number, least: number): number {
  // Normal equations of y = a + b x + s u, u = ±½ by side: with x centred they need few sums.
  let [n, after, x1, x2, xu, y1, xy, uy] = [0, 0, 0, 0, 0, 0, 0, 0];
  const end = Math.min(window, values.length - day);
  for (let x = -Math.min(window, day); x < end; x++) {
    const y = values[day + x]!;
    if (Number.isNaN(y)) continue;
    const u = x < 0 ? -0.5 : 0.5;
    n++;
    if (x >= 0) after++;
    x1 += x;
    x2 += x * x;
    xu += x * u;
    y1 += y;
    xy += x * y;
    uy += u * y;
  }
  if (after < least || n - after < least) return NaN;
  const u1 = (after - (n - after)) / 2;
  const [sxx, sxu, suu] = [x2 - x1 * x1 / n, xu - x1 * u1 / n, n / 4 - u1 * u1 / n];
  const [sxy, suy] = [xy - x1 * y1 / n, uy - u1 * y1 / n];
  return (sxx * suy - sxu * sxy) / (sxx * suu - sxu * sxu);
}

/** Probability that a standard normal exceeds z (Abramowitz & Stegun 26.2.17), for z ≥ 0. */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return series * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** Steps of a series on every day, as shares of its level, and how large they usually are. */
interface Steps {
  level: number;
  steps: Float64Array;
  scale: number;
}

const present = (values: Float64Array): number[] => [...values].filter((value) => !Number.isNaN(value));

function stepsOf(values: Float64Array, { window_days, min_days }: ChangeSettings): Steps {
  const level = median(present(values));
  const weekless = withoutWeek(values);
  const steps = weekless.map((_, day) => stepAt(weekless, day, window_days, min_days) / level);
  return { level, steps, scale: NORMAL_SCALE * median(present(steps.map(Math.abs))) };
}

/** Steps of all metrics as one, each counting by how steady it is; NaN where one is not known. */
function together(series: readonly Steps[]): Float64Array {
  const total = series.reduce((sum, { scale }) => sum + 1 / scale ** 2, 0);
  return series[0]!.steps.map((_, day) =>
    series.reduce((sum, { steps, scale }) => sum + steps[day]! / scale ** 2, 0) / total
  );
}

/**
 * The changes of a server, in order of their days, at least a window apart. What moves a server moves its metrics on
 * the same day by about the same share, so their steps are judged together: a change counts by how far the common
 * step exceeds those that the server shows everywhere.
 * @param metrics one value per day of each metric, NaN where missing
 */
export function changesOf(metrics: readonly Float64Array[], settings: ChangeSettings): Change[] {
  const { window_days, min_confidence, min_shift_pct } = settings;
  // A metric that never moves or was never measured tells nothing.
  const series = metrics.map((values) => stepsOf(values, settings));
  const telling = series.filter(({ scale, level }) => scale > 0 && level > 0);
  if (telling.length === 0) return [];
  const sizes = together(telling).map(Math.abs);
  const known = present(sizes);
  const scale = NORMAL_SCALE * median([...known]);
  const places = known.length / window_days;
  const changes: Change[] = [];
  for (let day = 0; day < sizes.length; day++) {
    const around = sizes.subarray(Math.max(0, day - window_days), day + window_days + 1);
    if (!(sizes[day]! >= min_shift_pct / 100) || around.some((size) => size > sizes[day]!)) continue;
    const confidence = Math.max(0, 1 - 2 * places * normalTail(sizes[day]! / scale));
    if (confidence < min_confidence) continue;
    changes.push({ day, shifts: series.map(({ steps, level }) => steps[day]! * level), confidence });
  }
  return changes;
}
