/** Quantiles of scaled errors by model and days ahead, from the outcomes known by a day: conformal intervals. */
import { quantile } from "../../trees/quantile.ts";
import { QUANTILES } from "../forecasts/quantiles.ts";
import type { Errors, Forecasted, IntervalSettings } from "./errors.ts";

/** Shares of errors below each quantile, as QUANTILES orders them. */
const SHARES = [0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975];

/** Days ahead whose errors are pooled: after `start`, up to `end`. */
interface Bucket {
  start: number;
  end: number;
}

/** Errors of one model and bucket, by cutoff. */
type ByCutoff = ReadonlyMap<number, { date: number[]; error: number[] }>;

/** Quantiles, and where they hold: in the middle of their bucket. */
interface Middle {
  middle: number;
  quantiles: Float64Array;
}

/** What the errors of a bucket come down to. */
interface Pooled extends Bucket, Middle {
  residuals: number;
}

export interface Calibrated {
  model: string;
  known_at: number;
  horizon_days: number;
  residuals: number;
  /** As QUANTILES orders them. */
  quantiles: Float64Array;
}

function bucketsOf(ends: readonly number[]): Bucket[] {
  return ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
}

/** Errors by model, then bucket, then cutoff. */
function grouped({ model, cutoff, date, error }: Errors, models: number, buckets: readonly Bucket[]) {
  const groups = Array.from(
    { length: models },
    () => buckets.map(() => new Map<number, { date: number[]; error: number[] }>()),
  );
  for (let row = 0; row < error.length; row++) {
    const days = date[row]! - cutoff[row]!;
    const bucket = buckets.findIndex(({ end }) => days <= end);
    if (bucket < 0) continue;
    const byCutoff = groups[model[row]!]![bucket]!;
    let group = byCutoff.get(cutoff[row]!);
    if (group === undefined) byCutoff.set(cutoff[row]!, group = { date: [], error: [] });
    group.date.push(date[row]!);
    group.error.push(error[row]!);
  }
  return groups;
}

/**
 * The errors known by a day, each as it was and once more with what it shares with its cutoff turned round: a few
 * cutoffs do not tell on which side the next one will lie. What the errors of a cutoff share is a season or a trend
 * that the model did not see.
 */
function bothWays(byCutoff: ByCutoff, knownAt: number): Float64Array {
  const known = [...byCutoff.values()].map(({ date, error }) =>
    error.filter((_, place) => date[place]! <= knownAt)
  );
  const both = new Float64Array(2 * known.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const errors of known) {
    const shared = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    for (const error of errors) {
      both[at++] = error;
      both[at++] = error - 2 * shared;
    }
  }
  return both;
}

function pooled(bucket: Bucket, byCutoff: ByCutoff, knownAt: number, least: number): Pooled | undefined {
  const errors = bothWays(byCutoff, knownAt);
  const residuals = errors.length / 2;
  if (residuals < least) return undefined;
  const quantiles = Float64Array.from(SHARES, (share) => quantile(errors, share));
  return { ...bucket, middle: (bucket.start + 1 + bucket.end) / 2, residuals, quantiles };
}

/** A quantile moves in a straight line from the middle of one bucket to the next; beyond the last it stays. */
function quantilesOn(
  day: number,
  of: Middle,
  before: Middle | undefined,
  after: Middle | undefined,
): Float64Array {
  const beyond = day < of.middle ? before : after;
  if (beyond === undefined) return of.quantiles;
  const weight = (day - of.middle) / (beyond.middle - of.middle);
  return of.quantiles.map((value, index) => value + weight * (beyond.quantiles[index]! - value));
}

/** The days ahead of one of several buckets in order. */
function daysOf(found: readonly Pooled[], place: number, horizon: number) {
  const { start, end, residuals, ...of } = found[place]!;
  const days = Math.max(0, Math.min(end, horizon) - start);
  return Array.from({ length: days }, (_, day) => start + 1 + day).map((horizon_days) => ({
    horizon_days,
    residuals,
    quantiles: quantilesOn(horizon_days, of, found[place - 1], found[place + 1]),
  }));
}

/** Quantiles of the errors of one metric, for every model and day ahead with enough errors known by each day. */
export function calibrate(
  errors: Errors,
  { models, knownAt, horizon }: Forecasted,
  { bucket_ends, min_residuals }: Pick<IntervalSettings, "bucket_ends" | "min_residuals">,
): Calibrated[] {
  const buckets = bucketsOf(bucket_ends);
  const groups = grouped(errors, models.length, buckets);
  return models.flatMap((model, place) =>
    knownAt.flatMap((known_at) => {
      const found = buckets.flatMap((bucket, index) =>
        pooled(bucket, groups[place]![index]!, known_at, min_residuals) ?? []
      );
      return found.flatMap((_, index) =>
        daysOf(found, index, horizon).map((day) => ({ model, known_at, ...day }))
      );
    })
  );
}

/** Columns of the snapshot `calibration`. */
export const calibrationColumns = (metric: string, all: readonly Calibrated[]) => ({
  metric: all.map(() => metric),
  model: all.map(({ model }) => model),
  known_at: Int32Array.from(all, ({ known_at }) => known_at),
  horizon_days: Int32Array.from(all, ({ horizon_days }) => horizon_days),
  residuals: Int32Array.from(all, ({ residuals }) => residuals),
  ...Object.fromEntries(QUANTILES.map(([, column], index) => {
    return [column, Float64Array.from(all, ({ quantiles }) => quantiles[index]!)];
  })),
});
