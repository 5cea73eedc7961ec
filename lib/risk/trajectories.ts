/**
 * Which forecast errors go together, over days and over the metrics of a server, learnt from past forecasts. A
 * donor is a server after a past cutoff, its errors of every metric known over a whole horizon. Each donor lends
 * its pattern of ranks, the forecast lends the sizes: the Schaake shuffle (Clark et al. 2004), a form of ensemble
 * copula coupling (Schefzik et al. 2013). A lasting error then lasts as long as it did, and a surge of CPU comes
 * with its surge of memory.
 */
import type { Metric } from "../pipeline/schemas/columns.ts";
import { normalQuantile } from "../models/numeric/normal.ts";
import { NORMAL_SCORES } from "./hurdles.ts";

/** What a forecast of one server missed by; any unit in which one metric's errors compare across servers. */
export interface Trajectory {
  server_id: string;
  /** Day number of the last day the forecast had seen. */
  cutoff: number;
  /** By metric, one error per day ahead; NaN where the day was not observed. */
  errors: ReadonlyMap<Metric, Float64Array>;
}

/** Scores of the donors: on each day of each metric those of a standard normal, in the order of the donors' errors. */
export interface Template {
  days: number;
  donors: readonly { server_id: string; cutoff: number }[];
  /** By metric, whole trajectories one after the other. */
  scores: ReadonlyMap<Metric, Float64Array>;
}

export interface DonorRules {
  /** Most donors to use. */
  most: number;
  /** Fewer are no template. */
  least: number;
  /** Longest run of days without an observation that is bridged. */
  longestGap: number;
}

/**
 * Fills days without an error along the straight line between their neighbours, at the ends with the nearest.
 * @returns null when a gap is longer, or nothing is known
 */
export function bridged(errors: Float64Array, longestGap: number): Float64Array | null {
  const filled = Float64Array.from(errors);
  let before = -1;
  for (let day = 0; day <= errors.length; day++) {
    if (day < errors.length && Number.isNaN(errors[day]!)) continue;
    const gap = day - before - 1;
    if (gap > longestGap || gap === errors.length) return null;
    const [left, right] = [errors[before] ?? errors[day]!, errors[day] ?? errors[before]!];
    for (let step = 1; step <= gap; step++) {
      filled[before + step] = left + (right - left) * step / (gap + 1);
    }
    before = day;
  }
  return filled;
}

const before = (a: string | number, b: string | number): number => a < b ? -1 : a > b ? 1 : 0;

/** Donors with every metric, gaps bridged, in order of cutoff and server. */
function completed(
  all: readonly Trajectory[],
  metrics: readonly Metric[],
  longestGap: number,
): Trajectory[] {
  return all.flatMap(({ server_id, cutoff, errors }) => {
    const filled = metrics.map((metric) => bridged(errors.get(metric) ?? new Float64Array(0), longestGap));
    if (filled.includes(null)) return [];
    return [{
      server_id,
      cutoff,
      errors: new Map(metrics.map((metric, index) => [metric, filled[index]!])),
    }];
  }).sort((a, b) => a.cutoff - b.cutoff || before(a.server_id, b.server_id));
}

/** So many of the values, evenly spread over their order. */
export function evenly<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  return Array.from(
    { length: most },
    (_, place) => values[Math.floor((place + 0.5) * values.length / most)]!,
  );
}

/** Quantile of sorted values, linear between order statistics. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const [low, part] = [Math.floor(place), place % 1];
  return sorted[low]! + (part === 0 ? 0 : part * (sorted[low + 1]! - sorted[low]!));
}

/** Normal scores of 90 and 97.5 %: where the forecast's outer quantiles lie. */
const [NINETY, OUTERMOST] = [NORMAL_SCORES[4]!, NORMAL_SCORES[6]!];

/** Errors of one day in units of that day's spread around its median, so that days can be pooled. */
function standardised(errors: Float64Array): Float64Array {
  const sorted = errors.toSorted();
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(sorted, share)) as [
    number,
    number,
    number,
  ];
  return errors.map((error) => high > low ? (error - middle) / (high - low) : 0);
}

/**
 * What an error beyond the outermost forecast quantile scores. The forecast goes on beyond p975 in a straight line
 * on the scale of scores; a normal tail there would know no outliers, so scores go on as far as errors do.
 * @param excess  how far the error lies beyond the 97.5 % quantile of all days
 * @param step  distance of the 90 % and the 97.5 % quantile of all days
 */
const tailScore = (score: number, excess: number, step: number): number =>
  step > 0 ? OUTERMOST + Math.max(0, excess) / step * (OUTERMOST - NINETY) : score;

/**
 * Scores of one metric by rank, day by day: the normal score of (rank − ½) / n as far as forecasts have quantiles,
 * beyond them the donor's own outlier. Equal errors keep the order of their donors.
 */
function scoresOf(errors: readonly Float64Array[], days: number): Float64Array {
  const n = errors.length;
  const byRank = Float64Array.from({ length: n }, (_, rank) => normalQuantile((rank + 0.5) / n));
  const scores = new Float64Array(n * days);
  const daily = Array.from(
    { length: days },
    (_, day) => standardised(Float64Array.from(errors, (error) => error[day]!)),
  );
  const pooled = Float64Array.from(
    { length: n * days },
    (_, at) => daily[at % days]![Math.floor(at / days)]!,
  );
  pooled.sort();
  const [q025, q10, q90, q975] = [0.025, 0.1, 0.9, 0.975].map((share) => quantile(pooled, share)) as [
    number,
    number,
    number,
    number,
  ];
  daily.forEach((values, day) =>
    ranked(values).forEach((donor, rank) => {
      const [score, value] = [byRank[rank]!, values[donor]!];
      scores[donor * days + day] = score > OUTERMOST
        ? tailScore(score, value - q975, q975 - q90)
        : score < -OUTERMOST
        ? -tailScore(-score, q025 - value, q10 - q025)
        : score;
    })
  );
  return scores;
}

/** Positions in order of value, equal values in order of position. */
const ranked = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);

/**
 * The template of a set of past forecasts. Only the set counts, not its order.
 * @returns null when there are too few donors
 */
export function templateOf(all: readonly Trajectory[], rules: DonorRules): Template | null {
  const metrics = [...new Set(all.flatMap(({ errors }) => [...errors.keys()]))].sort();
  const donors = evenly(completed(all, metrics, rules.longestGap), rules.most);
  if (donors.length < rules.least || metrics.length === 0) return null;
  const days = donors[0]!.errors.get(metrics[0]!)!.length;
  return {
    days,
    donors: donors.map(({ server_id, cutoff }) => ({ server_id, cutoff })),
    scores: new Map(
      metrics.map((metric) => [metric, scoresOf(donors.map(({ errors }) => errors.get(metric)!), days)]),
    ),
  };
}

/** Sample paths on the scale of normal scores, the same places for every metric: path k of one goes with path k of another. */
export interface JointPaths {
  days: number;
  paths: number;
  /** Donors in order of cutoff: path 2k is that of donor k, path 2k + 1 its mirror image. */
  donors: Template["donors"];
  /** By metric, whole paths one after the other. */
  scores: ReadonlyMap<Metric, Float64Array>;
}

/** Each score's counterpart of the same day from the other end: the highest for the lowest. */
function mirrored(scores: Float64Array, days: number): Float64Array {
  const image = new Float64Array(scores.length);
  for (let day = 0; day < days; day++) {
    const values = Float64Array.from(
      { length: scores.length / days },
      (_, donor) => scores[donor * days + day]!,
    );
    const order = ranked(values);
    order.forEach((donor, rank) => image[donor * days + day] = values[order[order.length - 1 - rank]!]!);
  }
  return image;
}

/**
 * Each donor's trajectory and, behind it, its mirror image: a pattern of errors is as likely the other way up.
 * Mirrored are ranks and not values, so that every day keeps its distribution, outliers included.
 */
export function jointPaths({ days, donors, scores }: Template): JointPaths {
  const paired = (of: Float64Array): Float64Array => {
    const image = mirrored(of, days);
    const paths = new Float64Array(2 * of.length);
    for (let donor = 0; donor < donors.length; donor++) {
      paths.set(of.subarray(donor * days, (donor + 1) * days), 2 * donor * days);
      paths.set(image.subarray(donor * days, (donor + 1) * days), (2 * donor + 1) * days);
    }
    return paths;
  };
  return {
    days,
    paths: 2 * donors.length,
    donors,
    scores: new Map([...scores].map(([metric, of]) => [metric, paired(of)])),
  };
}
