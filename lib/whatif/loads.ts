/** The fleet a what-if starts from: every series' staircase of loads, and the servers they belong to. */
import type { Settings } from "../config/settings.ts";

/** Shares of sample paths that staircases are kept for. */
export const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99] as const;
/** Their columns in the snapshot `whatif`, then that of the bound which decides levels. */
export const LOAD_COLUMNS = [
  "p01",
  "p02",
  "p05",
  "p10",
  "p20",
  "p30",
  "p40",
  "p50",
  "p60",
  "p70",
  "p80",
  "p90",
  "p95",
  "p99",
  "bound",
] as const;
/** Columns that dates and levels are read from. The others say how likely a breach is by the last day. */
export const DATED: ReadonlySet<string> = new Set(["p10", "p50", "p90", "bound"]);
export const BOUND = LOAD_COLUMNS.indexOf("bound");

export type Capacity = "vcpu" | "memory_gib" | "disk_gib" | "network_mbps";

/** Which capacity of a server a metric is a share of. */
export const CAPACITY_OF: Readonly<Record<string, Capacity>> = {
  cpu_p95: "vcpu",
  memory_p95: "memory_gib",
  disk_p95: "disk_gib",
  net_in_p95: "network_mbps",
  net_out_p95: "network_mbps",
};

export interface Server extends Record<Capacity, number | null> {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  service: string;
  criticality: string;
  usd_per_month: number | null;
}

export interface Series {
  /** Position of its server. */
  server: number;
  metric: string;
}

export interface Fleet {
  servers: readonly Server[];
  series: readonly Series[];
  /** Days kept, from 0 (today). */
  days: Int32Array;
  /** By series, column and day, in hundredths of a percent of capacity: whole numbers, so that nothing is rounded. */
  loads: readonly Float32Array[];
  /** Day number of today, the last observed day. */
  today: number;
  rules: Settings["risk"];
}

/** The snapshot `whatif` column by column, rows in order of server, metric and day. */
export interface Columns {
  /** By row; asked once per series. */
  server_id(row: number): string;
  metric(row: number): string;
  day: ArrayLike<number>;
  /** In % of capacity; NaN where a day is not kept, which then has what the day before it had. */
  loads: readonly ArrayLike<number>[];
}

/** Rows of one series end where the day does not rise. */
function ends(day: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let row = 1; row <= day.length; row++) {
    if (row === day.length || day[row]! <= day[row - 1]!) found.push(row);
  }
  return found;
}

/**
 * The fleet of a snapshot. A series whose forecast ends earlier than others stays where it ended.
 * @throws RangeError when a series belongs to no server
 */
export function fleetOf(
  columns: Columns,
  { servers, today, rules }: Pick<Fleet, "servers" | "today" | "rules">,
): Fleet {
  const days = Int32Array.from(new Set(Array.from(columns.day))).sort();
  const place = new Map(servers.map(({ server_id }, index) => [server_id, index]));
  const series: Series[] = [];
  const loads: Float32Array[] = [];
  let start = 0;
  for (const end of ends(columns.day)) {
    const server = place.get(columns.server_id(start));
    if (server === undefined) {
      throw new RangeError(
        `Cannot ask what if as a series must belong to a server: ${columns.server_id(start)}`,
      );
    }
    const own = new Float32Array(columns.loads.length * days.length);
    columns.loads.forEach((load, column) => {
      let last = NaN;
      let row = start;
      for (let day = 0; day < days.length; day++) {
        while (row < end && columns.day[row]! <= days[day]!) {
          const value = load[row++]!;
          if (!Number.isNaN(value)) last = Math.round(100 * value);
        }
        own[column * days.length + day] = last;
      }
    });
    series.push({ server, metric: columns.metric(start) });
    loads.push(own);
    start = end;
  }
  return { servers, series, days, loads, today, rules };
}

/** A fleet from parts of it, which have its servers and rules. */
export function joinedFleet(parts: readonly [Fleet, ...Fleet[]]): Fleet {
  const days = Int32Array.from(new Set(parts.flatMap((part) => [...part.days]))).sort();
  return {
    ...parts[0],
    days,
    series: parts.flatMap(({ series }) => series),
    loads: parts.flatMap((part) => onDays(part, days)),
  };
}

/** Loads on all of some days: one that a part does not keep has what the day before it had. */
function onDays(part: Fleet, days: Int32Array): readonly Float32Array[] {
  if (part.days.join() === days.join()) return part.loads;
  const places = Int32Array.from(days, (day) => part.days.findLastIndex((kept) => kept <= day));
  return part.loads.map((own) => {
    const columns = own.length / part.days.length;
    return Float32Array.from(
      { length: columns * days.length },
      (_, at) => own[Math.floor(at / days.length) * part.days.length + places[at % days.length]!]!,
    );
  });
}
