/** The columns that models of a whole panel learn from: a series at its last step, and the step to be forecast. */
import { dayOfYear } from "../../calendar/days.ts";
import type { Regressors } from "../../models/model.ts";
import { phaseOf } from "../../models/series.ts";
import type { Matrix } from "../../trees/matrix.ts";
import { type Frequency, GLOBAL, longerSeason } from "../settings.ts";
import type { Level } from "./level.ts";

/** A step to be forecast: a row of the matrix. */
interface Row {
  of: Level;
  step: number;
}

/** What rows have in common. */
export interface Columns {
  frequency: Frequency;
  /** Absent: no holidays are known. */
  holidays: Regressors | undefined;
}

type Features = Readonly<Record<string, number>>;

/** Mean absolute deviation from the level over the last units, and of one step from the one before. */
function roughness({ adjusted, level, unit }: Level): { deviation: number; change: number } {
  let [deviation, change, deviations, changes] = [0, 0, 0, 0];
  for (let t = Math.max(1, adjusted.length - GLOBAL.rough_units * unit); t < adjusted.length; t++) {
    const value = adjusted[t]!;
    if (Number.isNaN(value)) continue;
    deviation += Math.abs(value - level);
    deviations++;
    const by = Math.abs(value - adjusted[t - 1]!);
    if (Number.isNaN(by)) continue;
    change += by;
    changes++;
  }
  return { deviation: deviation / deviations, change: change / changes };
}

/** What is the same for every step ahead. Levels count from the present one, in scales. */
function originFeatures(of: Level): Features {
  const { level, scale, unit, adjusted } = of;
  const above = (value: number) => (value - level) / scale;
  const { deviation, change } = roughness(of);
  return {
    last: above(of.steps(1)),
    before_last: above(of.steps(1, 1)),
    mean_3: above(of.steps(3)),
    mean_half: above(of.steps(Math.ceil(unit / 2))),
    mean_2: above(of.trailing(2)),
    mean_4: above(of.trailing(4)),
    mean_8: above(of.trailing(8)),
    mean_26: above(of.trailing(26)),
    mean_1_before: above(of.trailing(1, unit)),
    mean_4_before: above(of.trailing(4, 4 * unit)),
    deviation: deviation / scale,
    change: change / scale,
    level_over_scale: level / scale,
    known: Math.min(adjusted.length / unit, GLOBAL.most_units),
  };
}

/** Steps of a year of whole weeks, and to either side of a day of it that tell its level. */
const YEAR_DAYS = 364;
const YEAR_WIDTH = 5;

function yearFeatures(of: Level, step: number): Features {
  const ago = of.around(of.origin - YEAR_DAYS - 3, 3);
  const then = step - YEAR_DAYS <= of.origin ? of.around(step - YEAR_DAYS, YEAR_WIDTH) : NaN;
  const isKnown = of.adjusted.length > YEAR_DAYS + of.unit;
  return {
    year: isKnown ? (then - ago) / of.scale : NaN,
    day_of_year: isKnown ? dayOfYear(step) : NaN,
  };
}

/** What depends on the step. */
function stepFeatures({ of, step }: Row, { frequency, holidays }: Columns): Features {
  const { season, level, scale, origin, series } = of;
  const long = longerSeason(frequency, season);
  const above = (value: number) => (value - level) / scale;
  const ahead = step - origin;
  const back = (period: number, more: number) => {
    const at = step - (Math.ceil(ahead / period) + more) * period;
    return above(of.adjusted[at - series.start] ?? NaN);
  };
  return {
    horizon: ahead,
    phase: phaseOf(step, season),
    effect: of.effect(step) / scale,
    effect_at_origin: of.effect(origin) / scale,
    season_1: back(season, 0),
    season_2: back(season, 1),
    season_3: back(season, 2),
    ...(long === undefined ? {} : {
      long_phase: Math.floor(phaseOf(step, long) / season),
      long_1: back(long, 0),
      long_2: back(long, 1),
    }),
    ...(frequency === "daily" ? yearFeatures(of, step) : {}),
    ...(holidays === undefined ? {} : {
      holiday: holidays.columns[0]![step - holidays.start]!,
      holiday_at_origin: holidays.columns[0]![origin - holidays.start]!,
    }),
  };
}

/** Rows of a matrix, added origin by origin; what is not known is NaN. */
export class Rows {
  private names: readonly string[] = [];
  private columns: number[][] = [];

  constructor(private readonly shared: Columns) {}

  /** Rows of some steps ahead of one origin. */
  add(of: Level, steps: readonly number[]): void {
    const ofOrigin = originFeatures(of);
    for (const step of steps) {
      const features = { ...stepFeatures({ of, step }, this.shared), ...ofOrigin };
      if (this.columns.length === 0) {
        this.names = Object.keys(features);
        this.columns = this.names.map(() => []);
      }
      Object.values(features).forEach((value, column) =>
        this.columns[column]!.push(Number.isFinite(value) ? value : NaN)
      );
    }
  }

  matrix(): Matrix {
    return { names: this.names, columns: this.columns.map((column) => Float64Array.from(column)) };
  }
}
