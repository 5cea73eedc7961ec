/** Week by week, how likely each server is to have reached the high threshold. */
import { isoDate } from "../calendar/days.ts";
import type { riskWeeks } from "../pipeline/schemas/risk_weeks.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { countByDay } from "./crossing.ts";
import type { JudgedServer } from "./servers.ts";

export type WeekRow = RowOf<typeof riskWeeks>;

const DAYS_PER_WEEK = 7;

/**
 * One row per judged server and whole week of its horizon: the share of its paths on which some metric has reached
 * the threshold by then. Once reached is reached, so that it never falls.
 * @param today  day number of the last day of telemetry
 */
export function weekRows(servers: readonly JudgedServer[], today: number): WeekRow[] {
  return servers.flatMap(({ row: { server_id, horizon_days }, reached }) => {
    if (reached === null || horizon_days === null) return [];
    const { paths, reachedBy } = countByDay(reached, horizon_days);
    return Array.from({ length: Math.floor(horizon_days / DAYS_PER_WEEK) }, (_, index) => {
      const day = DAYS_PER_WEEK * (index + 1);
      return { server_id, week: index + 1, date: isoDate(today + day), reached_80: reachedBy[day]! / paths };
    });
  });
}
