/** Holidays of a country, or a region of it, as models of a panel know them. */
import { holidays } from "../calendar/holidays.ts";
import type { Settings } from "../config/settings.ts";
import type { Regressors } from "../models/model.ts";
import type { Steps } from "./forecast.ts";
import { STEP_MS } from "./read.ts";
import { Refusal } from "./refusal.ts";
import type { Frequency } from "./settings.ts";

const HOW = "--holidays takes COUNTRY or COUNTRY-REGION as date-holidays names them, such as CH or US-NY";

/** Names of holidays by day number. @throws Refusal when the place is not known */
function namesOf(place: string, first: number, last: number, calendar: Settings["calendar"]) {
  const [country, ...rest] = place.toUpperCase().split("-");
  const state = rest.length === 0 ? null : rest.join("-");
  // Banks, of which the product forecasts machines, stay open on the Friday before a holiday on a Saturday.
  const entry = { country: country!, state, friday_for_saturday: false, extra: [] };
  try {
    return holidays(place, first, last, { ...calendar, regions: { [place]: entry } });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(`${error.message}. ${HOW}`);
  }
}

/**
 * One column, 1 on every step of a holiday, from the first step of any series to the horizon of the last.
 * @throws Refusal when the place is not known
 */
export function holidaysOf(
  place: string,
  series: readonly Steps[],
  frequency: Frequency,
  horizon: number,
  calendar: Settings["calendar"],
): Regressors {
  const perDay = STEP_MS.daily / STEP_MS[frequency];
  const start = series.reduce((first, { start }) => Math.min(first, start), Infinity);
  const end = series.reduce((last, { start, values }) => Math.max(last, start + values.length), -Infinity);
  const dayOf = (step: number) => Math.floor(step / perDay);
  const names = namesOf(place, dayOf(start), dayOf(end + horizon), calendar);
  const column = Float64Array.from(
    { length: end + horizon - start },
    (_, index) => Number(names.has(dayOf(start + index))),
  );
  return { name: place, start, names: ["holiday"], columns: [column] };
}
