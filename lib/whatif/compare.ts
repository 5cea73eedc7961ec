/** What a scenario moves, server by server, against the fleet as it is. */
import type { Fleet } from "./loads.ts";
import type { Level, Outcome, SeriesOutcome } from "./outcome.ts";

export interface Moved {
  server_id: string;
  business_unit: string;
  region: string;
  service: string;
  /** The series that decides after the scenario; before it when the server is gone. */
  metric: string;
  level_before: Level;
  /** Null when the server is gone. */
  level_after: Level | null;
  days_before: number | null;
  days_after: number | null;
  peak_before: number;
  peak_after: number | null;
  order_by_before: string | null;
  order_by_after: string | null;
  /** Null when not known, or the server is gone. */
  usd_before: number | null;
  usd_after: number | null;
  /** Days by which high risk comes nearer; negative: moves away. Beyond the horizon counts as one day past it. */
  days_nearer: number | null;
}

const RANK: Readonly<Record<Level, number>> = { very_high: 0, high: 1, watch: 2, ok: 3 };

/** The series that presses most: by level, then date, then probability, then peak. */
function pressing(all: readonly SeriesOutcome[], beyond: number): SeriesOutcome {
  const day = ({ days_p50 }: SeriesOutcome) => days_p50 ?? beyond;
  return all.reduce((worst, next) => {
    const order = RANK[next.level] - RANK[worst.level] || day(next) - day(worst) ||
      worst.probability - next.probability || worst.peak - next.peak;
    return order < 0 ? next : worst;
  });
}

/**
 * Every server with an assessed series, what moved most first: by level, by days, by peak, by cost; then by name.
 * Servers that go are what the scenario says itself, so they come after those it moves.
 */
export function compare(fleet: Fleet, base: Outcome, after: Outcome): Moved[] {
  const beyond = fleet.days.at(-1)! + 1;
  const later = Map.groupBy(after.series, ({ server }) => server);
  const rows = [...Map.groupBy(base.series, ({ server }) => server)].map(([server, before]): Moved => {
    const { server_id, business_unit, region, service } = fleet.servers[server]!;
    const now = later.get(server);
    const then = now === undefined ? null : pressing(now, beyond);
    const was = pressing(before, beyond);
    const days = (of: SeriesOutcome) => of.days_p50 ?? beyond;
    return {
      server_id,
      business_unit,
      region,
      service,
      metric: (then ?? was).metric,
      level_before: was.level,
      level_after: then === null ? null : then.level,
      days_before: was.days_p50,
      days_after: then === null ? null : then.days_p50,
      peak_before: was.peak,
      peak_after: then === null ? null : then.peak,
      order_by_before: was.order_by,
      order_by_after: then === null ? null : then.order_by,
      usd_before: base.usd[server]!,
      usd_after: after.usd[server]!,
      days_nearer: then === null ? null : days(was) - days(then),
    };
  });
  return rows.sort((a, b) =>
    levels(b) - levels(a) || Math.abs(b.days_nearer ?? 0) - Math.abs(a.days_nearer ?? 0) ||
    rise(b) - rise(a) || cost(b) - cost(a) || (a.server_id < b.server_id ? -1 : 1)
  );
}

/** That a server goes, the step itself has said. */
const GONE = -1;

const levels = ({ level_before, level_after }: Moved): number =>
  level_after === null ? GONE : Math.abs(RANK[level_before] - RANK[level_after]);
const rise = ({ peak_before, peak_after }: Moved): number => Math.abs((peak_after ?? 0) - peak_before);

const cost = ({ usd_before, usd_after }: Moved): number => Math.abs((usd_after ?? 0) - (usd_before ?? 0));

/** Whether anything a planner acts on moved: the level, the date, the order-by date or the cost. */
export const hasMoved = (row: Moved): boolean =>
  row.level_before !== row.level_after || row.days_nearer !== 0 ||
  row.order_by_before !== row.order_by_after || row.usd_before !== row.usd_after;
