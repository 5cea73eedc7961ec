/**
 * The load a server would have without noise. For server s, metric m and day t, in percent of capacity:
 *
 *     expected = cap( level · activity^response · growth · shift · fill )
 *
 *     activity = a · weekday^w · season^y · (1 + lift)^(q · ramp) · (1 − dip)^(h · holiday)
 *       a        activity of the server: 1 in production, less elsewhere, little when idle
 *       weekday  the archetype's figure for the day of the week
 *       season   exp(amplitude · cos(2π(d − peak) / 365.25) + half_year · cos(4π(d − peak) / 365.25)), d day of year
 *       lift     of the quarter end; ramp is 0 outside the window of config/calendar.yaml and rises to 1 in it
 *       dip      on bank holidays of the server's region
 *       w,y,q,h  how strongly this server shows each effect, around 1
 *     level      load at activity 1 on the last day of history, drawn around the archetype's
 *     response   how closely the metric follows activity: about 1 for CPU, 0.35 for memory, 0.05 for disk
 *     growth     exp of the sum of daily growth rates from t to the last day of history
 *     shift      1 / (1 + size) before the server's level shift, if it had one
 *     fill       disk only: exp(f · (p − 1/2)), p rising from 0 to 1 over the quarter, after which disks are cleaned
 *     cap        {@link softCap}: never reaches 100
 */
import type { CalendarDays } from "../calendar/calendar.ts";
import { dayOfYear } from "../calendar/days.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { softCap } from "./cap.ts";
import type { Character } from "./character.ts";
import { DAYS_PER_YEAR, logGrowth } from "./growth.ts";
import type { Archetype, Synthetic } from "./settings.ts";

const DAYS_PER_QUARTER = DAYS_PER_YEAR / 4;

/** Share of the quarter-end lift by days left in the quarter: from the ramp's start to 1 on the last day. */
export function quarterEndRamp(daysLeft: number, windowDays: number, start: number): number {
  if (daysLeft >= windowDays) return 0;
  if (windowDays === 1) return 1;
  return 1 - (1 - start) * daysLeft / (windowDays - 1);
}

function logSeason(
  day: number,
  { amplitude, half_year, peak_day }: Archetype["annual"],
  peakShift: number,
): number {
  const angle = 2 * Math.PI * (dayOfYear(day) - peak_day - peakShift) / DAYS_PER_YEAR;
  return amplitude * Math.cos(angle) + half_year * Math.cos(2 * angle);
}

/** Logarithm of a server's activity on every day of the calendar. */
export function logActivity(
  { activity, effects, peakShift }: Character,
  archetype: Archetype,
  calendar: CalendarDays,
  { quarterEndWindow, rampStart }: { quarterEndWindow: number; rampStart: number },
): Float64Array {
  const weekdays = archetype.weekdays.map((share) => effects.weekly * Math.log(share));
  const lift = effects.quarterEnd * Math.log1p(archetype.quarter_end_lift);
  const dip = effects.holiday * Math.log1p(-archetype.holiday_dip);
  const activityOn = (index: number) =>
    Math.log(activity) +
    weekdays[calendar.day_of_week[index]! - 1]! +
    effects.annual * logSeason(calendar.first + index, archetype.annual, peakShift) +
    lift * quarterEndRamp(calendar.days_to_quarter_end[index]!, quarterEndWindow, rampStart) +
    dip * calendar.is_holiday[index]!;
  return new Float64Array(calendar.day_of_week.length).map((_, index) => activityOn(index));
}

/** Logarithm of what the level shift and, on disks, the quarter's filling do to the load on a day. */
function logEvents(
  { levelShift, diskFill }: Character,
  metric: Metric,
  day: number,
  daysLeft: number,
): number {
  const shift = levelShift !== null && day < levelShift.from ? -Math.log1p(levelShift.size) : 0;
  return metric === "disk_p95" ? shift + diskFill * (0.5 - daysLeft / DAYS_PER_QUARTER) : shift;
}

/**
 * Logarithm of the load before the cap, for every day of the calendar.
 * @param activity {@link logActivity} of the same days    @param end day number of the last day of history
 */
export function logLoad(
  server: Character,
  metric: Metric,
  activity: Float64Array,
  calendar: CalendarDays,
  end: number,
): Float64Array {
  const growth = logGrowth(server.growth[metric], calendar.first, activity.length, end);
  const level = Math.log(server.levels[metric]);
  return activity.map((active, index) =>
    level + server.responses[metric] * active + growth[index]! +
    logEvents(server, metric, calendar.first + index, calendar.days_to_quarter_end[index]!)
  );
}

/** Load from its logarithm, %. Noise and spikes add to the logarithm, so they are shares of the load. */
export const loadOf = (log: number, { soft_cap }: Synthetic): number => softCap(Math.exp(log), soft_cap);
