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

/** Steps as shares of the level up to which there is nothing but rounding. */
const ROUNDING = 1e-9;

/** The upper of the middle values, NaN of none. */
const median = (values: Float64Array): number => values.toSorted()[values.length >> 1] ?? NaN;
const present = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value));

/** The values without their weekly shape: over the median of their weekday, times the median of all. */
function withoutWeek(values: Float64Array): Float64Array {
  const level = median(present(values));
  const weekdays = Array.from(
    { length: 7 },
    (_, weekday) => median(values.filter((value, day) => day % 7 === weekday && !Number.isNaN(value))),
  );
  return values.map((value, day) => weekdays[day % 7]! > 0 ? value * level / weekdays[day % 7]! : value);
}

/** Sums over the present values of one side of a day. */
class Side {
  n = 0;
  x = 0;
  xx = 0;
  y = 0;
  xy = 0;

  /** Takes a value, or with −1 lets it go. */
  add(x: number, y: number | undefined, sign: 1 | -1): void {
    if (y === undefined || Number.isNaN(y)) return;
    this.n += sign;
    this.x += sign * x;
    this.xx += sign * x * x;
    this.y += sign * y;
    this.xy += sign * x * y;
  }
}

/** Step u in y = a + b x + s u, u = ±½ by side, by least squares. */
function stepOf(before: Side, after: Side): number {
  const n = before.n + after.n;
  const [x1, y1, u1] = [before.x + after.x, before.y + after.y, (after.n - before.n) / 2];
  const sxx = before.xx + after.xx - x1 * x1 / n;
  const sxu = (after.x - before.x) / 2 - x1 * u1 / n;
  const suu = n / 4 - u1 * u1 / n;
  const sxy = before.xy + after.xy - x1 * y1 / n;
  const suy = (after.y - before.y) / 2 - u1 * y1 / n;
  return (sxx * suy - sxu * sxy) / (sxx * suu - sxu * sxu);
}

/**
 * The step between each day and the one before: coefficient of a step in a straight line through the days around.
 * Growth and slow seasons go into the line. NaN where either side holds too few values.
 */
function stepsIn(values: Float64Array, window: number, least: number): Float64Array {
  let [before, after] = [new Side(), new Side()];
  let origin = 0;
  return values.map((value, day) => {
    if (day % window === 0) {
      // Begun anew now and then, so that rounding does not pile up.
      origin = day;
      [before, after] = [new Side(), new Side()];
      for (let x = -Math.min(window, day); x < 0; x++) before.add(x, values[day + x], 1);
      for (let x = 0; x < window; x++) after.add(x, values[day + x], 1);
    }
    const x = day - origin;
    const step = before.n < least || after.n < least ? NaN : stepOf(before, after);
    before.add(x, value, 1);
    before.add(x - window, values[day - window], -1);
    after.add(x, value, -1);
    after.add(x + window, values[day + window], 1);
    return step;
  });
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

function stepsOf(values: Float64Array, { window_days, min_days }: ChangeSettings): Steps {
  const level = median(present(values));
  const weekless = withoutWeek(values);
  const steps = stepsIn(weekless, window_days, min_days).map((step) => step / level);
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
  // A metric that never moves, but for rounding, or was never measured tells nothing.
  const series = metrics.map((values) => stepsOf(values, settings));
  const telling = series.filter(({ scale, level }) => scale > ROUNDING && level > 0);
  if (telling.length === 0) return [];
  const sizes = together(telling).map(Math.abs);
  const known = present(sizes);
  const scale = NORMAL_SCALE * median(known);
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
