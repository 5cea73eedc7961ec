/** Days as whole numbers: days since 1970-01-01 (UTC), the form DATE has in typed arrays. */

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The day number of an ISO date: days since 1970-01-01.
 * @throws RangeError when the text is not a date of the Gregorian calendar written YYYY-MM-DD
 */
export function dayNumber(date: string): number {
  const written = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  // Date.parse lets 2023-02-30 roll over into March.
  if (!written || Number.isNaN(milliseconds) || isoDate(milliseconds / MILLISECONDS_PER_DAY) !== date) {
    throw new RangeError(`Cannot read a date as it must be a day written YYYY-MM-DD: "${date}"`);
  }
  return milliseconds / MILLISECONDS_PER_DAY;
}

/** The ISO date, YYYY-MM-DD, of a day number. */
export function isoDate(day: number): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** ISO 8601 weekday of a day number: 1 Monday to 7 Sunday. */
export function weekday(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7 + 1;
}

/** The day number of the first day of a day's calendar month. */
export function monthStart(day: number): number {
  return day - new Date(day * MILLISECONDS_PER_DAY).getUTCDate() + 1;
}

/** The day number of the last day of a day's calendar quarter. */
export function quarterEnd(day: number): number {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  const nextQuarter = 3 * (Math.floor(date.getUTCMonth() / 3) + 1);
  // Day 0 of a month is the last day of the month before.
  return Date.UTC(date.getUTCFullYear(), nextQuarter, 0) / MILLISECONDS_PER_DAY;
}

/** Day of the year of a day number: 1 to 366. */
export function dayOfYear(day: number): number {
  const year = new Date(day * MILLISECONDS_PER_DAY).getUTCFullYear();
  return day - Date.UTC(year, 0, 1) / MILLISECONDS_PER_DAY + 1;
}
