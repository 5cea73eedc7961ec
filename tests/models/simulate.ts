/** Bank-style series with known expectation, for tests of the models. */
import type { Regressors } from "../../lib/models/model.ts";
import { dayNumber, isoDate, quarterEnd, weekday } from "../../lib/calendar/days.ts";
import { stream } from "../../lib/random/stream.ts";
import { PERCENT, type Series } from "../../lib/models/series.ts";

export interface Simulated {
  series: Series;
  /** Noiseless load over history and horizon. */
  expected: Float64Array;
}

const HOLIDAYS = new Set(["01-01", "05-01", "07-04", "12-25", "12-26"]);

export const isHoliday = (day: number): boolean => HOLIDAYS.has(isoDate(day).slice(5));

/** Days until the last day of the quarter. */
export const toQuarterEnd = (day: number): number => quarterEnd(day) - day;

/** base × week × year × quarter end × holiday × growth, plus AR(1) noise of sd 4 and correlation 0.6. */
export function simulate(seed: string, from: string, days: number, horizon: number): Simulated {
  const { uniform } = stream(1, seed, "traits");
  const { normal } = stream(1, seed, "noise");
  const start = dayNumber(from);
  const base = 25 + 30 * uniform();
  const weekend = 0.65 + 0.25 * uniform();
  const amplitude = 0.04 + 0.1 * uniform();
  const phase = 2 * Math.PI * uniform();
  const lift = 1.05 + 0.2 * uniform();
  const growth = -0.05 + 0.2 * uniform();
  const shiftAt = uniform() < 0.2 ? Math.floor(days * uniform()) : Infinity;
  const expected = Float64Array.from({ length: days + horizon }, (_, t) => {
    const day = start + t;
    const week = weekday(day) > 5 ? weekend : 1;
    const year = 1 + amplitude * Math.sin((2 * Math.PI * day) / 365.25 + phase);
    const left = toQuarterEnd(day);
    const quarter = left < 7 ? 1 + (lift - 1) * (1 - left / 7) : 1;
    const holiday = isHoliday(day) ? 0.75 : 1;
    const level = base * (1 + (growth * t) / 365) * (t >= shiftAt ? 1.15 : 1);
    return Math.min(100, level * week * year * quarter * holiday);
  });
  let noise = 4 * normal();
  const values = expected.slice(0, days).map((value) => {
    const observed = Math.min(100, Math.max(0, value + noise));
    noise = 0.6 * noise + 4 * Math.sqrt(1 - 0.36) * normal();
    return observed;
  });
  return { series: { start, values, season: 7, bounds: PERCENT }, expected };
}

/** Holidays and quarter ends of the simulated series, over history and horizon. */
export function simulatedCalendar(from: string, days: number): Regressors {
  const start = dayNumber(from);
  const column = (at: (day: number) => number) =>
    Float64Array.from({ length: days }, (_, t) => at(start + t));
  return {
    name: "simulated",
    start,
    names: ["holiday", "quarter_end", "quarter_end_ramp"],
    columns: [
      column((day) => Number(isHoliday(day))),
      column((day) => Number(toQuarterEnd(day) < 7)),
      column((day) => Math.max(0, 1 - toQuarterEnd(day) / 7)),
    ],
  };
}
