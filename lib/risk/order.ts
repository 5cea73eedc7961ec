/** By when more capacity must be ordered. */
import type { Settings } from "../config/settings.ts";
import { isoDate } from "../calendar/days.ts";

export interface Place {
  environment: string;
  region: string;
}

/** Days from order to use: the longest of those that apply to the server, the default when none does. */
export function leadTime(
  { environment, region }: Place,
  { default: usual, environments, regions }: Settings["risk"]["lead_time_days"],
): number {
  const named = [environments[environment], regions[region]].filter((days) => days !== undefined);
  return named.length === 0 ? usual : Math.max(...named);
}

export interface Order {
  order_by: string | null;
  overdue: boolean;
}

/**
 * Last day on which to order: the day that 1 path in 10 beats, minus the lead time.
 * @param today  day number
 * @param days  days until the threshold, P10; null when it is not that likely
 */
export function orderBy(today: number, days: number | null, leadDays: number): Order {
  if (days === null) return { order_by: null, overdue: false };
  const day = today + days - leadDays;
  return { order_by: isoDate(day), overdue: day < today };
}
