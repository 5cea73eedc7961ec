/** What the models may know of the calendar: the snapshot `calendar` as numbers, region by region. */
import type { Regressors } from "../model.ts";

/** Columns of `calendar`, ordered by region and date, without gaps. */
export interface CalendarColumns {
  region: readonly string[];
  /** Day numbers. */
  date: Int32Array;
  is_holiday: Uint8Array;
  is_month_end: Uint8Array;
  is_quarter_end: Uint8Array;
  days_to_quarter_end: Int32Array;
}

const DAYS_IN_QUARTER = 92;

/**
 * Regressors of one region over the days from position `from` up to `to`:
 * - holiday, month_end, quarter_end: 1 on such days;
 * - quarter_end_ramp: rises to 1 over the quarter-end window, 0 outside;
 * - quarter_progress: rises to 1 over the whole quarter, for what fills up and is cleared when it closes.
 */
function regionRegressors(calendar: CalendarColumns, from: number, to: number): Regressors {
  const { date, is_holiday, is_month_end, is_quarter_end, days_to_quarter_end } = calendar;
  const column = (at: (index: number) => number) =>
    Float64Array.from({ length: to - from }, (_, index) => at(from + index));
  const window = 1 +
    column((i) => is_quarter_end[i]! * days_to_quarter_end[i]!).reduce((a, b) => Math.max(a, b), 0);
  const columns = {
    holiday: column((i) => is_holiday[i]!),
    month_end: column((i) => is_month_end[i]!),
    quarter_end: column((i) => is_quarter_end[i]!),
    quarter_end_ramp: column((i) => is_quarter_end[i]! * (1 - days_to_quarter_end[i]! / window)),
    quarter_progress: column((i) => 1 - days_to_quarter_end[i]! / DAYS_IN_QUARTER),
  };
  return {
    name: calendar.region[from]!,
    start: date[from]!,
    names: Object.keys(columns),
    columns: Object.values(columns),
  };
}

/** Regressors by region. */
export function regressorsByRegion(calendar: CalendarColumns): Map<string, Regressors> {
  const regressors = new Map<string, Regressors>();
  let from = 0;
  while (from < calendar.date.length) {
    const region = calendar.region[from]!;
    let to = from;
    while (to < calendar.date.length && calendar.region[to] === region) to++;
    regressors.set(region, regionRegressors(calendar, from, to));
    from = to;
  }
  return regressors;
}
