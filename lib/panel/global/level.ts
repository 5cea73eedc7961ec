/** What a series is at its last step, in units that series of any size share: the ground of every feature. */
import { phaseOf, type Series } from "../../models/series.ts";
import { type Frequency, GLOBAL, longerSeason } from "../settings.ts";

/** Steps after which a shape repeats, and the deviation from the level at each of its positions. */
interface Shape {
  period: number;
  effects: Float64Array;
}

/** Sums and counts of present values before each step, so that the mean of any stretch costs the same. */
class Means {
  private readonly sums: Float64Array;
  private readonly counts: Int32Array;

  constructor(values: Float64Array) {
    this.sums = new Float64Array(values.length + 1);
    this.counts = new Int32Array(values.length + 1);
    for (let t = 0; t < values.length; t++) {
      const isPresent = !Number.isNaN(values[t]!);
      this.sums[t + 1] = this.sums[t]! + (isPresent ? values[t]! : 0);
      this.counts[t + 1] = this.counts[t]! + Number(isPresent);
    }
  }

  /** Of the values from one index to another, the second not included; NaN when fewer than `least` are present. */
  of(from: number, to: number, least = 1): number {
    const [first, end] = [Math.max(0, from), Math.min(to, this.counts.length - 1)];
    if (end <= first) return NaN;
    const count = this.counts[end]! - this.counts[first]!;
    return count < least ? NaN : (this.sums[end]! - this.sums[first]!) / count;
  }
}

/** Mean deviation of each position from the mean of its own period, over the last few periods; 0 where unknown. */
function shapeOf({ start, values }: Series, period: number, periods: number): Shape {
  const sums = new Float64Array(period);
  const counts = new Int32Array(period);
  const means = new Means(values);
  for (let block = 0; block < periods; block++) {
    const to = values.length - block * period;
    if (to - period < 0) break;
    const level = means.of(to - period, to, period / 2);
    if (Number.isNaN(level)) continue;
    for (let t = to - period; t < to; t++) {
      if (Number.isNaN(values[t]!)) continue;
      const phase = phaseOf(start + t, period);
      sums[phase]! += values[t]! - level;
      counts[phase]!++;
    }
  }
  return { period, effects: sums.map((sum, phase) => counts[phase]! > 0 ? sum / counts[phase]! : 0) };
}

/** Mean absolute difference of values a period apart, over the last few periods. NaN where there are none. */
function spreadOf(values: Float64Array, period: number, periods: number): number {
  let sum = 0;
  let count = 0;
  for (let t = Math.max(period, values.length - period * periods); t < values.length; t++) {
    const difference = Math.abs(values[t]! - values[t - period]!);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    count++;
  }
  return sum / count;
}

/** A series at its last step. */
export class Level {
  /** Last step. */
  readonly origin: number;
  readonly season: number;
  /** What a window of recent values is counted in: a season, or a few steps where there is none. */
  readonly unit: number;
  /** Values less the effect of their position in the season. */
  readonly adjusted: Float64Array;
  private readonly means: Means;
  /** Mean adjusted value of the last unit. */
  readonly level: number;
  /** Mean absolute change over a period: the unit of features and targets; 0 where nothing changes. */
  readonly scale: number;
  private readonly shape: Shape;

  constructor(readonly series: Series, frequency: Frequency) {
    const { start, values, season } = series;
    const longer = longerSeason(frequency, season);
    this.season = season;
    this.origin = start + values.length - 1;
    this.unit = season > 1 ? season : GLOBAL.unseasonal_steps;
    // A longer season shows only when two of it are known.
    const period = longer !== undefined && values.length >= 2 * longer ? longer : season;
    this.shape = shapeOf(series, period, period === season ? GLOBAL.periods : GLOBAL.longer_periods);
    const { effects } = this.shape;
    let phase = phaseOf(start, period);
    this.adjusted = values.map((value) => {
      const adjusted = value - effects[phase]!;
      phase = phase + 1 === period ? 0 : phase + 1;
      return adjusted;
    });
    this.means = new Means(this.adjusted);
    this.level = this.latest();
    this.scale = spreadOf(values, period, GLOBAL.periods) || spreadOf(values, 1, values.length) || 0;
  }

  /** Mean of the last unit, or of longer stretches until one has a value. */
  private latest(): number {
    for (let units = 1; units * this.unit < 2 * this.adjusted.length; units *= 2) {
      const mean = this.trailing(units);
      if (!Number.isNaN(mean)) return mean;
    }
    return this.means.of(0, this.adjusted.length);
  }

  /** Mean adjusted value of so many units, the last of which ends `ago` steps before the origin. */
  trailing(units: number, ago = 0): number {
    return this.steps(units * this.unit, ago, units * this.unit / 4);
  }

  /** The same of so many steps. NaN when fewer than `least` are present. */
  steps(count: number, ago = 0, least = 1): number {
    const to = this.adjusted.length - ago;
    return this.means.of(to - count, to, least);
  }

  /** Mean adjusted value of the steps around one that lies before the origin. */
  around(step: number, width: number): number {
    const at = step - this.series.start;
    return this.means.of(at - width, at + width + 1);
  }

  /** What the position in the season adds. */
  effect(step: number): number {
    return this.shape.effects[phaseOf(step, this.shape.period)]!;
  }

  /** What level and season let expect of a step. */
  expected(step: number): number {
    return this.level + this.effect(step);
  }
}
