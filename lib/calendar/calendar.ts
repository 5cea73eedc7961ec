/** What kind of day each day is: the one definition of holiday, month end and quarter end. */
import type { Settings } from "../config/settings.ts";
import { dayNumber, isoDate, monthStart, quarterEnd, weekday } from "./days.ts";
import { holidays } from "./holidays.ts";

type CalendarSettings = Settings["calendar"];

const SATURDAY = 6;

/** Calendar facts of one region for consecutive days; position 0 is `first`. Names are the columns of `calendar`. */
export interface CalendarDays {
  /** Day number of position 0. */
  first: number;
  /** 1 Monday to 7 Sunday. */
  day_of_week: Int32Array;
  /** 1 on Saturday and Sunday, else 0; the flags below likewise. */
  is_weekend: Uint8Array;
  is_holiday: Uint8Array;
  /** Name of the holiday, else null. */
  holiday: readonly (string | null)[];
  is_month_end: Uint8Array;
  /** Within the quarter-end window of config/calendar.yaml. */
  is_quarter_end: Uint8Array;
  /** Days until the last day of the quarter; 0 on that day. */
  days_to_quarter_end: Int32Array;
}

/**
 * Calendar facts of a region, first to last day number included. The first call for a country takes some 40 ms,
 * later ones a few: still, call it once per region, not once per server.
 * @throws RangeError when last lies before first, or the region's country is not known
 */
export function calendarDays(
  region: string,
  first: number,
  last: number,
  settings: CalendarSettings,
): CalendarDays {
  if (last < first) {
    throw new RangeError(
      `Cannot lay out a calendar as it must not end before it starts: ${isoDate(first)} to ${isoDate(last)}`,
    );
  }
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const names = holidays(region, first, last, settings);
  const daysToQuarterEnd = Int32Array.from(days, (day) => quarterEnd(day) - day);
  return {
    first,
    day_of_week: Int32Array.from(days, weekday),
    is_weekend: Uint8Array.from(days, (day) => Number(weekday(day) >= SATURDAY)),
    is_holiday: Uint8Array.from(days, (day) => Number(names.has(day))),
    holiday: days.map((day) => names.get(day) ?? null),
    is_month_end: Uint8Array.from(days, (day) => Number(monthStart(day + 1) === day + 1)),
    is_quarter_end: Uint8Array.from(
      daysToQuarterEnd,
      (left) => Number(left < settings.quarter_end_window_days),
    ),
    days_to_quarter_end: daysToQuarterEnd,
  };
}

/** Calendar facts of several regions over the same days, each looked up once. */
export function calendarsByRegion(
  regions: Iterable<string>,
  first: number,
  last: number,
  settings: CalendarSettings,
): Map<string, CalendarDays> {
  return new Map(
    [...new Set(regions)].map((region) => [region, calendarDays(region, first, last, settings)]),
  );
}

/** Rows of the snapshot `calendar`, ordered by region and date. */
export function calendarRows(
  regions: Iterable<string>,
  firstDate: string,
  lastDate: string,
  settings: CalendarSettings,
) {
  const calendars = calendarsByRegion(regions, dayNumber(firstDate), dayNumber(lastDate), settings);
  return [...calendars].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([region, days]) =>
    rowsOf(region, days)
  );
}

function rowsOf(region: string, days: CalendarDays) {
  return Array.from(days.day_of_week, (day_of_week, index) => ({
    region,
    date: isoDate(days.first + index),
    day_of_week,
    is_weekend: days.is_weekend[index] === 1,
    is_holiday: days.is_holiday[index] === 1,
    holiday: days.holiday[index] ?? null,
    is_month_end: days.is_month_end[index] === 1,
    is_quarter_end: days.is_quarter_end[index] === 1,
    days_to_quarter_end: days.days_to_quarter_end[index]!,
  }));
}

/** Regions that config/calendar.yaml does not list, which are taken to have no holidays. */
export const unlistedRegions = (regions: readonly string[], settings: CalendarSettings): string[] =>
  regions.filter((region) => !(region in settings.regions));
