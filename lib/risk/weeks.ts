/** Week by week, how likely each server is to have reached the high threshold. */
import { isoDate } from "../calendar/days.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import type { riskWeeks } from "../pipeline/schemas/risk_weeks.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { countByDay } from "./crossing.ts";
import type { JudgedServer } from "./servers.ts";

export type WeekRow = RowOf<typeof riskWeeks>;

const DAYS_PER_WEEK = 7;

/**
 * One row per judged server and whole week of its horizon: the share of its paths on which some metric has reached
 * the threshold by then, and the same for each metric. Once reached is reached, so that none of them ever falls.
 * @param today  day number of the last day of telemetry
 */
export function weekRows(servers: readonly JudgedServer[], today: number): WeekRow[] {
  return servers.flatMap(({ row: { server_id, horizon_days }, reached, byMetric }) => {
    if (reached === null || horizon_days === null) return [];
    const any = countByDay(reached, horizon_days);
    const each = new Map([...byMetric].map(([metric, days]) => [metric, countByDay(days, horizon_days)]));
    return Array.from({ length: Math.floor(horizon_days / DAYS_PER_WEEK) }, (_, index) => {
      const day = DAYS_PER_WEEK * (index + 1);
      const of = (metric: Metric) => {
        const crossing = each.get(metric);
        return crossing === undefined ? null : crossing.reachedBy[day]! / crossing.paths;
      };
      return {
        server_id,
        week: index + 1,
        date: isoDate(today + day),
        reached_80: any.reachedBy[day]! / any.paths,
        cpu_reached_80: of("cpu_p95"),
        memory_reached_80: of("memory_p95"),
        disk_reached_80: of("disk_p95"),
        net_in_reached_80: of("net_in_p95"),
        net_out_reached_80: of("net_out_p95"),
      };
    });
  });
}
