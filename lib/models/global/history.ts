/** What a series has been, the week taken out: the ground on which every feature of an origin stands. */
import { phaseOf, type Series } from "../series.ts";

/** Whole weeks, so that every weekday counts alike. */
export const YEAR_DAYS = 364;
/** Days of one weekday below which it has no factor of its own. */
const LEAST_WEEKDAYS = 3;
/** Share of its days that a window must know. */
const LEAST_SHARE = 0.25;

/** Load of each weekday over that of all of them, on the ordinary days of the last year; 1 where too few are known. */
function weekdayFactors({ start, values, season }: Series, ordinary: Uint8Array): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = Math.max(0, values.length - YEAR_DAYS); t < values.length; t++) {
    const value = values[t]!;
    if (ordinary[t] === 0 || Number.isNaN(value)) continue;
    const phase = phaseOf(start + t, season);
    sums[phase]! += value;
    counts[phase]!++;
  }
  const means = sums.map((sum, phase) => counts[phase]! >= LEAST_WEEKDAYS ? sum / counts[phase]! : NaN);
  const known = means.filter((mean) => !Number.isNaN(mean));
  const overall = known.reduce((sum, mean) => sum + mean, 0) / known.length;
  return means.map((mean) => mean > 0 && overall > 0 ? mean / overall : 1);
}

/** A series up to an origin, its last day. Days are day numbers. */
export class History {
  readonly start: number;
  readonly origin: number;
  /** Values over the factor of their weekday; NaN where missing. */
  readonly levels: Float64Array;
  private readonly season: number;
  private readonly factors: Float64Array;
  /** Of ordinary days, before each step. */
  private readonly sums: Float64Array;
  private readonly counts: Int32Array;

  /** @param ordinary  1 on the steps of the series without holiday or quarter end; may be longer */
  constructor(series: Series, ordinary: Uint8Array) {
    const { start, values, season } = series;
    this.start = start;
    this.season = season;
    this.origin = start + values.length - 1;
    this.factors = weekdayFactors(series, ordinary);
    this.levels = new Float64Array(values.length);
    this.sums = new Float64Array(values.length + 1);
    this.counts = new Int32Array(values.length + 1);
    let phase = phaseOf(start, season);
    for (let t = 0; t < values.length; t++) {
      const level = values[t]! / this.factors[phase]!;
      phase = phase + 1 === season ? 0 : phase + 1;
      this.levels[t] = level;
      const counts = ordinary[t] === 1 && !Number.isNaN(level);
      this.sums[t + 1] = this.sums[t]! + (counts ? level : 0);
      this.counts[t + 1] = this.counts[t]! + Number(counts);
    }
  }

  /** Load of the day's weekday over that of all weekdays. */
  weekdayFactor(day: number): number {
    return this.factors[phaseOf(day, this.season)]!;
  }

  /** Level of one day; NaN where unknown. */
  levelOn(day: number): number {
    return this.levels[day - this.start] ?? NaN;
  }

  /** Mean level of the ordinary days from one day to another, both included; NaN with fewer than `least` of them. */
  mean(first: number, last: number, least: number): number {
    const from = Math.max(first - this.start, 0);
    const to = Math.min(last - this.start + 1, this.levels.length);
    if (to <= from) return NaN;
    const count = this.counts[to]! - this.counts[from]!;
    return count < least ? NaN : (this.sums[to]! - this.sums[from]!) / count;
  }

  /** Mean level of so many days, the last of which lies `ago` days before the origin. */
  trailing(days: number, ago = 0): number {
    const last = this.origin - ago;
    return this.mean(last - days + 1, last, Math.ceil(days * LEAST_SHARE));
  }
}
