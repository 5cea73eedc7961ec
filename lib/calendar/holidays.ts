/** Bank holidays by region, from date-holidays: the one module that imports it. */
import Holidays, { type HolidaysTypes } from "date-holidays";
import type { Settings } from "../config/settings.ts";
import { dayNumber, isoDate, weekday } from "./days.ts";

type CalendarSettings = Settings["calendar"];
type Region = CalendarSettings["regions"][string];
interface Holiday {
  day: number;
  name: string;
}

const FRIDAY = 5;

// date-holidays answers an unknown country or state with no holidays at all, so each is looked up first.
function requireKnown(region: string, what: string, code: string, known: Record<string, string> | undefined) {
  if (known === undefined || !(code in known)) {
    throw new RangeError(
      `Cannot look up holidays of region "${region}" as date-holidays must know the ${what}: "${code}"`,
    );
  }
}

function source(region: string, country: string, state: string | null): Holidays {
  const atlas = new Holidays();
  requireKnown(region, "country", country, atlas.query());
  if (state === null) return new Holidays(country);
  requireKnown(region, `state of ${country}`, state, atlas.query(country));
  return new Holidays(country, state);
}

/** Holidays of a year, worked out when first asked for. */
type Almanac = (year: number) => readonly HolidaysTypes.Holiday[];

function almanacOf(calendar: Holidays): Almanac {
  const years = new Map<number, HolidaysTypes.Holiday[]>();
  return (year) => {
    const found = years.get(year) ?? calendar.getHolidays(year, "en");
    years.set(year, found);
    return found;
  };
}

// Working out a year takes milliseconds and never ends differently, so every shard of a worker shares the result.
const almanacs = new Map<string, Almanac>();

function almanac(region: string, country: string, state: string | null): Almanac {
  const key = JSON.stringify([country, state]);
  const found = almanacs.get(key) ?? almanacOf(source(region, country, state));
  almanacs.set(key, found);
  return found;
}

function known(region: string, entry: Region, years: readonly number[], types: readonly string[]): Holiday[] {
  if (entry.country === null) return [];
  return years.flatMap(almanac(region, entry.country, entry.state))
    .filter(({ type }) => types.includes(type))
    .map(({ date, name, substitute }) => ({ day: dayNumber(date.slice(0, 10)), name, substitute }))
    .filter(({ day, substitute }) => entry.friday_for_saturday || !substitute || weekday(day) !== FRIDAY);
}

function yearsOf(first: number, last: number): number[] {
  const [from, to] = [first, last].map((day) => Number(isoDate(day).slice(0, 4))) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function namesByDay(holidays: readonly Holiday[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const { day, name } of holidays) {
    const before = names.get(day);
    names.set(day, before === undefined || before === name ? name : `${before} / ${name}`);
  }
  return names;
}

/**
 * Names of a region's holidays by day number, first to last day included: the days themselves and the days
 * they are observed on. Two on one day are joined with " / ". A region that the settings do not list has none.
 * @throws RangeError when date-holidays does not know the region's country or state
 */
export function holidays(
  region: string,
  first: number,
  last: number,
  settings: CalendarSettings,
): Map<number, string> {
  const entry = settings.regions[region];
  if (entry === undefined) return new Map();
  const extra = entry.extra.map(({ date, name }) => ({ day: dayNumber(date), name }));
  const all = [...known(region, entry, yearsOf(first, last), settings.holiday_types), ...extra];
  return namesByDay(all.filter(({ day }) => day >= first && day <= last));
}
