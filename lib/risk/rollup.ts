/** Risk by business unit, region, criticality and service: how many servers to expect over the threshold. */
import { isoDate } from "../calendar/days.ts";
import { LEVELS } from "../pipeline/schemas/risk.ts";
import { type riskRollup, ROLLUPS } from "../pipeline/schemas/risk_rollup.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { stream } from "../random/stream.ts";
import { BREACH_WINDOWS, countByDay, daysUntil, earliest, type FirstDays } from "./crossing.ts";
import type { JudgedServer } from "./servers.ts";
import type { JointPaths } from "./trajectories.ts";

export type RollupRow = RowOf<typeof riskRollup>;
type Dimension = (typeof ROLLUPS)[number];

/** What a server is grouped by. */
export type Membership = Readonly<Record<Exclude<Dimension, "fleet">, string>> & { server_id: string };

/** Positions in an order drawn at random (Fisher & Yates). */
function shuffled(from: number, to: number, whole: (low: number, high: number) => number): number[] {
  const order = Array.from({ length: to - from }, (_, index) => from + index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = whole(0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/**
 * Which of its own paths a server takes on each path of the fleet. On one path of the fleet all servers take their
 * errors from the same cutoff, the same way up, each from another donor: what moved many servers at once then
 * does so here, and what is a server's own stays its own. Without donors paths are independent already.
 */
export function fleetOrder(server_id: string, joint: JointPaths | null, seed: number): Int32Array | null {
  if (joint === null) return null;
  const order = new Int32Array(joint.paths);
  const { donors } = joint;
  for (let start = 0, end = 0; start < donors.length; start = end) {
    const { cutoff } = donors[start]!;
    while (donors[end]?.cutoff === cutoff) end++;
    const { whole } = stream(seed, "risk", "rollup", server_id, cutoff);
    shuffled(start, end, whole).forEach((donor, index) => {
      order[2 * (start + index)] = 2 * donor;
      order[2 * (start + index) + 1] = 2 * donor + 1;
    });
  }
  return order;
}

const inOrder = (reached: FirstDays, order: Int32Array | null): FirstDays =>
  order === null ? reached : reached.map((_, path) => reached[order[path]!]!);

/** Mean and 80 % range of the number of servers that reach the threshold within so many days. */
export function expectedWithin(
  reached: readonly FirstDays[],
  days: number,
): { expected: number; low: number; high: number } {
  const counts = new Int32Array(reached[0]!.length);
  for (const first of reached) {
    for (let path = 0; path < counts.length; path++) counts[path]! += first[path]! <= days ? 1 : 0;
  }
  counts.sort();
  const at = (share: number) => counts[Math.ceil(share * counts.length) - 1]!;
  return {
    expected: counts.reduce((sum, count) => sum + count, 0) / counts.length,
    low: at(0.1),
    high: at(0.9),
  };
}

function windows(reached: readonly FirstDays[], horizon: number | null) {
  const of = (days: number) =>
    reached.length === 0 || horizon === null || days > horizon ? null : expectedWithin(reached, days);
  const [d30, d60, d90, d180] = BREACH_WINDOWS.map(of) as [
    ReturnType<typeof of>,
    ReturnType<typeof of>,
    ReturnType<typeof of>,
    ReturnType<typeof of>,
  ];
  return {
    expected_30d: d30?.expected ?? null,
    low_30d: d30?.low ?? null,
    high_30d: d30?.high ?? null,
    expected_60d: d60?.expected ?? null,
    low_60d: d60?.low ?? null,
    high_60d: d60?.high ?? null,
    expected_90d: d90?.expected ?? null,
    low_90d: d90?.low ?? null,
    high_90d: d90?.high ?? null,
    expected_180d: d180?.expected ?? null,
    low_180d: d180?.low ?? null,
    high_180d: d180?.high ?? null,
  };
}

interface Member extends JudgedServer {
  ordered: FirstDays | null;
}

function rollUp(dimension: Dimension, value: string, members: readonly Member[], today: number): RollupRow {
  const reached = members.flatMap(({ ordered }) => ordered ?? []);
  const horizons = members.flatMap(({ row }) => row.horizon_days ?? []);
  const horizon = horizons.length === 0 ? null : Math.min(...horizons);
  const ahead = horizon === null ? null : daysUntil(countByDay(earliest(reached), horizon), 0.5);
  const places = members.flatMap(({ row }) => row.priority ?? []);
  const counts = Object.fromEntries(
    LEVELS.map((level) => [level, members.filter(({ row }) => row.level === level).length]),
  ) as Record<(typeof LEVELS)[number], number>;
  return {
    dimension,
    value,
    servers: members.length,
    ...counts,
    ...windows(reached, horizon),
    first_date_p50: ahead === null ? null : isoDate(today + ahead),
    first_priority: places.length === 0 ? null : Math.min(...places),
  };
}

/**
 * Rows of every group.
 * @param today  day number of the last day of telemetry
 */
export function rollUps(
  servers: readonly JudgedServer[],
  memberships: readonly Membership[],
  { joint, seed, today }: { joint: JointPaths | null; seed: number; today: number },
): RollupRow[] {
  const byId = new Map(memberships.map((membership) => [membership.server_id, membership]));
  const members = servers.map((server) => ({
    ...server,
    ordered: server.reached === null
      ? null
      : inOrder(server.reached, fleetOrder(server.row.server_id, joint, seed)),
  }));
  return ROLLUPS.flatMap((dimension) => {
    const valueOf = ({ row }: Member) => dimension === "fleet" ? "all" : byId.get(row.server_id)![dimension];
    const groups = [...Map.groupBy(members, valueOf)].sort(([a], [b]) => a < b ? -1 : 1);
    return groups.map(([value, group]) => rollUp(dimension, value, group, today));
  });
}
