/** Seasons as Fourier series, switched on by the length and spacing of history as Prophet does. */
import type { Timeline } from "./history.ts";

export interface SeasonalitySettings {
  /** Sine and cosine pairs of the year, the week and the day. */
  yearly_harmonics: number;
  weekly_harmonics: number;
  daily_harmonics: number;
}

export interface Seasonality {
  /** Steps. */
  period: number;
  harmonics: number;
}

const DAYS_PER_YEAR = 365.25;
const HOURS_PER_DAY = 24;

/** Steps in a day: hourly series repeat after 24 steps or after a week of them, all others are daily. */
export const stepsPerDay = (season: number): number =>
  season === HOURS_PER_DAY || season === 7 * HOURS_PER_DAY ? HOURS_PER_DAY : 1;

/** The fewest steps between two present values. */
function spacingOf(steps: Float64Array): number {
  let least = Infinity;
  for (let row = 1; row < steps.length; row++) least = Math.min(least, steps[row]! - steps[row - 1]!);
  return least;
}

/**
 * Yearly from two years of history on; weekly from two weeks, when values are less than a week apart; daily from
 * two days, when they are less than a day apart.
 */
export function seasonalitiesOf(
  { steps }: Timeline,
  day: number,
  { yearly_harmonics, weekly_harmonics, daily_harmonics }: SeasonalitySettings,
): Seasonality[] {
  const length = (steps[steps.length - 1]! - steps[0]!) / day;
  const spacing = spacingOf(steps) / day;
  return [
    { on: length >= 730, period: DAYS_PER_YEAR * day, harmonics: yearly_harmonics },
    { on: length >= 14 && spacing < 7, period: 7 * day, harmonics: weekly_harmonics },
    { on: length >= 2 && spacing < 1, period: day, harmonics: daily_harmonics },
  ].filter(({ on, harmonics }) => on && harmonics > 0);
}

/** sin, cos, sin 2, cos 2, … of a season: one column each, one value per step. */
export function fourierColumns({ period, harmonics }: Seasonality, steps: Float64Array): Float64Array[] {
  const columns = Array.from({ length: 2 * harmonics }, () => new Float64Array(steps.length));
  for (let row = 0; row < steps.length; row++) {
    const angle = 2 * Math.PI * (steps[row]! / period);
    const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
    let [s, c] = [0, 1];
    for (let k = 0; k < harmonics; k++) {
      // Addition theorem: four products instead of another sine and cosine.
      [s, c] = [s * cosine + c * sine, c * cosine - s * sine];
      columns[2 * k]![row] = s;
      columns[2 * k + 1]![row] = c;
    }
  }
  return columns;
}
