/** A fleet while a scenario's steps are applied to it. The fleet itself is never written to. */
import { leadTime } from "../risk/order.ts";
import { CAPACITY_OF, type Fleet, LOAD_COLUMNS, type Server } from "./loads.ts";

/** Load of one series: `factor` × loads + `constant`, in hundredths of a percent of capacity. */
export interface Load {
  loads: Float32Array;
  factor: number;
  constant: number;
}

export interface State {
  fleet: Fleet;
  rules: Pick<Fleet["rules"], "high" | "very_high">;
  /** By series. */
  load: Load[];
  /** By server. */
  gone: boolean[];
  usd: (number | null)[];
  leadDays: number[];
  /** USD a month for servers that were added. */
  addedUsd: number;
  addedServers: number;
  /** What a step could not do, in words. */
  notes: string[];
}

export function stateOf(fleet: Fleet): State {
  return {
    fleet,
    rules: { high: fleet.rules.high, very_high: fleet.rules.very_high },
    load: fleet.loads.map((loads) => ({ loads, factor: 1, constant: 0 })),
    gone: fleet.servers.map(() => false),
    usd: fleet.servers.map(({ usd_per_month }) => usd_per_month),
    leadDays: fleet.servers.map((server) => leadTime(server, fleet.rules.lead_time_days)),
    addedUsd: 0,
    addedServers: 0,
    notes: [],
  };
}

/** Load of a column on a kept day. */
export const loadAt = ({ loads, factor, constant }: Load, place: number): number =>
  loads[place]! * factor + constant;

/** Room for the loads of so many series, in one piece: thousands of small arrays keep the collector busy. */
export function roomFor(count: number, { fleet: { days } }: State): Float32Array[] {
  const length = LOAD_COLUMNS.length * days.length;
  const all = new Float32Array(count * length);
  return Array.from({ length: count }, (_, index) => all.subarray(index * length, (index + 1) * length));
}

/**
 * Multiplies a load day by day, keeping "the highest day so far" from falling where the factor does.
 * @param loads  where the result goes
 */
export function timesByDay(load: Load, factors: Float64Array, loads: Float32Array): Load {
  const days = factors.length;
  for (let column = 0; column < LOAD_COLUMNS.length; column++) {
    let highest = -Infinity;
    for (let day = 0; day < days; day++) {
      const value = loadAt(load, column * days + day) * factors[day]!;
      if (value > highest) highest = value;
      loads[column * days + day] = highest;
    }
  }
  return { loads, factor: 1, constant: 0 };
}

/**
 * Adds another load, share by share and day by day: as if both were at their highest together, so what is at
 * risk is rather said too early than too late.
 * @param loads  where the result goes
 */
export function plus(load: Load, other: Float64Array, weight: number, loads: Float32Array): Load {
  for (let place = 0; place < other.length; place++) {
    loads[place] = loadAt(load, place) + weight * other[place]!;
  }
  return { loads, factor: 1, constant: 0 };
}

/** Capacity of a server that a metric is a share of; null when not known. */
export const capacity = (server: Server, metric: string): number | null => server[CAPACITY_OF[metric]!];

/** Positions of the series of each server. */
export function seriesByServer({ fleet: { series, servers } }: State): number[][] {
  const found: number[][] = servers.map(() => []);
  series.forEach(({ server }, index) => found[server]!.push(index));
  return found;
}
