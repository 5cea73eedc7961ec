/** Load that changes hands: summed over those that give it, spread over those that take it by their size. */
import { LOAD_COLUMNS } from "./loads.ts";
import { capacity, loadAt, plus, roomFor, type State } from "./state.ts";

/** Disk holds data, which a pool's other servers have of their own: it stays where it is. */
const MOVES_WITH_WORK = ["cpu_p95", "memory_p95", "net_in_p95", "net_out_p95"];
export const ALL_METRICS = [...MOVES_WITH_WORK, "disk_p95"];

export interface Move {
  /** Positions of servers. */
  from: readonly number[];
  to: readonly number[];
  /** Part of the load that moves. */
  part: number;
  /** How those that give are named when something cannot move. */
  name: string;
}

/** Moves load between servers, metric by metric, in units of capacity. Those that give keep the rest. */
export function moveLoad(state: State, byServer: readonly number[][], { from, to, part, name }: Move, {
  metrics = MOVES_WITH_WORK,
} = {}): void {
  if (to.length === 0) {
    state.notes.push(`The load of ${name} has nowhere to go: no other server of its pool is left.`);
    return;
  }
  for (const metric of metrics) {
    const takers = seriesOf(state, byServer, to, metric);
    const room = takers.reduce((sum, { size }) => sum + size, 0);
    const givers = seriesOf(state, byServer, from, metric);
    if (givers.length === 0) continue;
    if (room === 0) {
      state.notes.push(
        `The ${metric} of ${name} has nowhere to go: no server that takes it can be assessed.`,
      );
      continue;
    }
    const total = new Float64Array(LOAD_COLUMNS.length * state.fleet.days.length);
    for (const { index, size } of givers) {
      const load = state.load[index]!;
      for (let place = 0; place < total.length; place++) total[place]! += part * size * loadAt(load, place);
      state.load[index] = { ...load, factor: load.factor * (1 - part), constant: load.constant * (1 - part) };
    }
    const rooms = roomFor(takers.length, state);
    takers.forEach(({ index }, at) =>
      state.load[index] = plus(state.load[index]!, total, 1 / room, rooms[at]!)
    );
  }
}

interface Sized {
  index: number;
  size: number;
}

/** Series of a metric whose servers are there and whose capacity is known. */
export function seriesOf(
  { fleet, gone }: State,
  byServer: readonly number[][],
  servers: readonly number[],
  metric: string,
): Sized[] {
  return servers.filter((server) => !gone[server]).flatMap((server) => {
    const size = capacity(fleet.servers[server]!, metric);
    const index = byServer[server]!.find((at) => fleet.series[at]!.metric === metric);
    return size === null || index === undefined ? [] : [{ index, size }];
  });
}
