/** The calendar of a region as global models ask for it. */
import type { Regressors } from "../model.ts";

/** Days on which something special happens, and how much of it; ascending. */
export interface SpecialDays {
  days: Int32Array;
  weights: Float64Array;
}

export interface GlobalCalendar {
  holidays: SpecialDays;
  /** Days of the quarter-end window without holiday, rising to 1 on the last day of the quarter. */
  quarterEnds: SpecialDays;
  /** Whether a day is neither holiday nor in the quarter-end window. */
  isOrdinary(day: number): boolean;
  holiday(day: number): number;
  quarterEndRamp(day: number): number;
  /** Rises to 1 over the whole quarter. */
  quarterProgress(day: number): number;
}

function columnOf({ name: region, names, columns, start }: Regressors, name: string) {
  const column = columns[names.indexOf(name)];
  if (column === undefined) {
    throw new RangeError(`Cannot use the calendar of ${region} as it must have the column ${name}`);
  }
  return (day: number): number => {
    const value = column[day - start];
    if (value === undefined) {
      throw new RangeError(`Cannot look up ${name} of ${region} as the calendar must cover the day: ${day}`);
    }
    return value;
  };
}

function specialDays({ start, columns }: Regressors, weightOf: (day: number) => number): SpecialDays {
  const days = Int32Array.from(columns[0]!, (_, index) => start + index).filter((day) => weightOf(day) !== 0);
  return { days, weights: Float64Array.from(days, weightOf) };
}

/** @throws RangeError when the regressors lack a column, or, later, a day asked for */
export function globalCalendar(regressors: Regressors): GlobalCalendar {
  const holiday = columnOf(regressors, "holiday");
  const quarterEnd = columnOf(regressors, "quarter_end");
  const quarterEndRamp = columnOf(regressors, "quarter_end_ramp");
  return {
    holidays: specialDays(regressors, holiday),
    quarterEnds: specialDays(regressors, (day) => holiday(day) === 0 ? quarterEndRamp(day) : 0),
    isOrdinary: (day) => holiday(day) === 0 && quarterEnd(day) === 0,
    holiday,
    quarterEndRamp,
    quarterProgress: columnOf(regressors, "quarter_progress"),
  };
}
