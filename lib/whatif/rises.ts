/** The narrow form in which pages fetch loads: whole hundredths, most columns as what they rise by from day to day. */
import { DATED, LOAD_COLUMNS } from "./loads.ts";

/**
 * Loads column by column in % of capacity, as `fleetOf` takes them.
 * @param day  of each row; a series ends where it does not rise
 * @param column  a column's values by row; what stands between the days that are kept of it is not read
 */
export function loadsOf(day: ArrayLike<number>, column: (name: string) => ArrayLike<number>): Float64Array[] {
  const dated = new Map([...DATED].map((name) => [name, climbed(day, column(name))]));
  const start = dated.get("p50")!;
  return LOAD_COLUMNS.map((name) => dated.get(name) ?? atLast(day, column(name), start));
}

/** Sums of the rises, series by series. */
function climbed(day: ArrayLike<number>, rises: ArrayLike<number>): Float64Array {
  const loads = new Float64Array(day.length);
  let sum = 0;
  for (let row = 0; row < day.length; row++) {
    sum = row > 0 && day[row]! > day[row - 1]! ? sum + rises[row]! : rises[row]!;
    loads[row] = sum / 100;
  }
  return loads;
}

/** What is kept of a series' last day only: the first is everyone's, on those between nothing is known (NaN). */
function atLast(day: ArrayLike<number>, values: ArrayLike<number>, start: Float64Array): Float64Array {
  const loads = new Float64Array(day.length).fill(NaN);
  for (let row = 0; row < day.length; row++) {
    if (row === 0 || day[row]! <= day[row - 1]!) loads[row] = start[row]!;
    if (row === day.length - 1 || day[row + 1]! <= day[row]!) loads[row] = values[row]! / 100;
  }
  return loads;
}
