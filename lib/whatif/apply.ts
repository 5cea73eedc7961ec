/** Applies the steps of a scenario to a fleet, one after the other. */
import type { Scope, Step } from "../config/steps.ts";
import { CAPACITY_OF, type Fleet, type Server } from "./loads.ts";
import { within } from "./scope.ts";
import { ALL_METRICS, moveLoad, seriesOf } from "./spread.ts";
import { roomFor, seriesByServer, type State, stateOf, timesByDay } from "./state.ts";

type Of<Name extends Step["do"]> = Extract<Step, { do: Name }>;
type Work = { [Name in Step["do"]]: (state: State, step: Of<Name>, byServer: number[][]) => void };

function serversWithin(state: State, scope: Scope): number[] {
  const found = [...state.fleet.servers.keys()].filter((at) =>
    !state.gone[at] && within(state.fleet.servers[at]!, scope)
  );
  if (found.length === 0) state.notes.push("A step names no server that is there, so it changes nothing.");
  return found;
}

function positionOf(state: State, server_id: string): number | null {
  const at = state.fleet.servers.findIndex((server) => server.server_id === server_id);
  if (at !== -1 && !state.gone[at]) return at;
  state.notes.push(`There is no server ${server_id}, so its step changes nothing.`);
  return null;
}

const poolOf = ({ service, environment, region }: Server): string =>
  JSON.stringify([service, environment, region]);
const replicasOf = ({ service, environment }: Server): string => JSON.stringify([service, environment]);

/** Servers that are there, by pool. */
function pools(state: State, servers: readonly number[], key: (server: Server) => string) {
  return Map.groupBy(
    servers.filter((at) => !state.gone[at]),
    (at) => key(state.fleet.servers[at]!),
  );
}

/** Growth from today on, or (1 + rate) ^ (days / 365) day by day. */
function grow(state: State, { percent, per, metric, ...scope }: Of<"grow">, byServer: number[][]): void {
  const rate = 1 + percent / 100;
  const factors = Float64Array.from(state.fleet.days, (day) => rate ** (day / 365));
  const grown = serversWithin(state, scope).flatMap((server) => byServer[server]!)
    .filter((index) => metric === undefined || state.fleet.series[index]!.metric === metric);
  const rooms = per === "year" ? roomFor(grown.length, state) : [];
  grown.forEach((index, at) => {
    const load = state.load[index]!;
    state.load[index] = per === "year"
      ? timesByDay(load, factors, rooms[at]!)
      : { ...load, factor: load.factor * rate, constant: load.constant * rate };
  });
}

const WORKLOAD_METRICS = {
  cpu_p95: "vcpu",
  memory_p95: "memory_gib",
  disk_p95: "disk_gib",
  net_in_p95: "net_in_mbps",
  net_out_p95: "net_out_mbps",
} as const;

function addWorkload(state: State, step: Of<"add_workload">, byServer: number[][]): void {
  const servers = serversWithin(state, step);
  for (const metric of Object.keys(CAPACITY_OF) as (keyof typeof WORKLOAD_METRICS)[]) {
    const amount = step[WORKLOAD_METRICS[metric]];
    if (amount === undefined || amount === 0 || servers.length === 0) continue;
    const takers = seriesOf(state, byServer, servers, metric);
    const room = takers.reduce((sum, { size }) => sum + size, 0);
    if (room === 0) {
      state.notes.push(`The workload's ${metric} has nowhere to go: no such server is assessed.`);
    }
    for (const { index } of takers) {
      const load = state.load[index]!;
      // Hundredths of a percent of capacity.
      state.load[index] = { ...load, constant: load.constant + 10_000 * amount / room };
    }
  }
}

function shift(state: State, { percent, from, to }: Of<"shift">, byServer: number[][]): void {
  const [giver, taker] = [positionOf(state, from), positionOf(state, to)];
  if (giver === null || taker === null || giver === taker) return;
  const move = { from: [giver], to: [taker], part: percent / 100, name: from };
  moveLoad(state, byServer, move, { metrics: ALL_METRICS });
}

function remove(state: State, leaving: readonly number[], to: readonly number[], byServer: number[][]): void {
  const name = leaving.length === 1
    ? state.fleet.servers[leaving[0]!]!.server_id
    : `${leaving.length} servers of ${state.fleet.servers[leaving[0]!]!.service}`;
  moveLoad(state, byServer, { from: leaving, to, part: 1, name });
  for (const server of leaving) state.gone[server] = true;
}

function removeServers(state: State, { servers }: Of<"remove_servers">, byServer: number[][]): void {
  const leaving = [...new Set(servers)].flatMap((id) => positionOf(state, id) ?? []);
  const everyone = pools(state, [...state.fleet.servers.keys()], poolOf);
  for (const [pool, members] of pools(state, leaving, poolOf)) {
    const going = new Set(members);
    remove(state, members, everyone.get(pool)!.filter((at) => !going.has(at)), byServer);
  }
}

function loseRegion(state: State, { region, to }: Of<"lose_region">, byServer: number[][]): void {
  const lost = serversWithin(state, { region });
  const named = new Set(to);
  const takers = [...state.fleet.servers.keys()].filter((at) => {
    const other = state.fleet.servers[at]!.region;
    return other !== region && (named.size === 0 || named.has(other));
  });
  const elsewhere = pools(state, takers, replicasOf);
  for (const [service, members] of pools(state, lost, replicasOf)) {
    remove(state, members, elsewhere.get(service) ?? [], byServer);
  }
}

function addServers(state: State, { count, ...pool }: Of<"add_servers">, byServer: number[][]): void {
  const members = serversWithin(state, pool);
  if (members.length === 0) return;
  const factor = members.length / (members.length + count);
  for (const server of members) {
    for (const index of byServer[server]!) {
      if (state.fleet.series[index]!.metric === "disk_p95") continue;
      const load = state.load[index]!;
      state.load[index] = { ...load, factor: load.factor * factor, constant: load.constant * factor };
    }
  }
  const prices = members.flatMap((server) => state.usd[server] ?? []);
  if (prices.length === 0) state.notes.push("What the added servers cost is not known.");
  else state.addedUsd += count * prices.reduce((sum, price) => sum + price, 0) / prices.length;
  state.addedServers += count;
}

function prices(state: State, { percent, ...scope }: Of<"prices">): void {
  for (const server of serversWithin(state, scope)) {
    const price = state.usd[server]!;
    state.usd[server] = price === null ? null : price * (1 + percent / 100);
  }
}

function leadTime(state: State, { days, ...scope }: Of<"lead_time">): void {
  for (const server of serversWithin(state, scope)) state.leadDays[server] = days;
}

function thresholds(state: State, { high, very_high }: Of<"thresholds">): void {
  state.rules = { high, very_high };
}

const WORK: Work = {
  grow,
  add_workload: addWorkload,
  shift,
  remove_servers: removeServers,
  add_servers: addServers,
  lose_region: loseRegion,
  thresholds,
  prices,
  lead_time: leadTime,
};

function applyStep<Name extends Step["do"]>(state: State, step: Of<Name>, byServer: number[][]): void {
  const work: Work[Name] = WORK[step.do as Name];
  work(state, step, byServer);
}

/** The fleet after the steps. No step is the fleet itself. */
export function applied(fleet: Fleet, steps: readonly Step[]): State {
  const state = stateOf(fleet);
  const byServer = seriesByServer(state);
  for (const step of steps) applyStep(state, step, byServer);
  return state;
}
