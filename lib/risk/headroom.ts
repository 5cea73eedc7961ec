/** How many more of a workload fit on what exists. */
import type { Settings } from "../config/settings.ts";
import { type headroom as schema, LIMITS } from "../pipeline/schemas/headroom.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { PLANNED } from "../scenarios/planned.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

export type HeadroomRow = RowOf<typeof schema>;
type Workload = Settings["risk"]["headroom"]["workloads"][number];
type Resource = Exclude<(typeof LIMITS)[number], "placement">;

/** A server's capacity and its daily P90 forecast, in the same units: vCPU, GiB, Mbit/s; null when not known. */
export interface Machine {
  server_id: string;
  region: string;
  environment: string;
  capacity: Readonly<Record<Resource, number | null>>;
  /** One value per forecast day. */
  daily: Readonly<Record<Resource, Float64Array | null>>;
}

const needOf = ({ vcpu, memory_gib, network_mbps }: Workload): Record<Resource, number> => ({
  cpu: vcpu,
  memory: memory_gib,
  network: network_mbps,
});

const isKnown = ({ capacity, daily }: Machine, resource: Resource): boolean =>
  capacity[resource] !== null && daily[resource] !== null;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const highest = (values: Float64Array): number => values.reduce((high, value) => Math.max(high, value), 0);
const whole = (room: number, need: number): number => Math.max(0, Math.floor(room / need));

/** The highest day of all loads together. */
function peakTogether(machines: readonly Machine[], resource: Resource): number {
  const loads = machines.map(({ daily }) => daily[resource]!);
  return highest(loads[0]!.map((_, day) => sum(loads.map((load) => load[day]!))));
}

/** Room on the highest day when the largest machine is lost and the others carry its load; below 0 when short. */
function roomOf(machines: readonly Machine[], resource: Resource, usable: number): number {
  const capacities = machines.map(({ capacity }) => capacity[resource]!);
  return (sum(capacities) - Math.max(...capacities)) * usable - peakTogether(machines, resource);
}

/** How many find a single machine with room for the whole of one, each machine at its own highest day. */
function byPlacement(
  machines: readonly Machine[],
  resources: readonly Resource[],
  need: Readonly<Record<Resource, number>>,
  usable: number,
): number {
  const on = ({ capacity, daily }: Machine) =>
    Math.min(...resources.map((of) => whole(capacity[of]! * usable - highest(daily[of]!), need[of])));
  return sum(machines.map(on));
}

function fit(all: readonly Machine[], workload: Workload, { high, headroom }: Settings["risk"]): HeadroomRow {
  const machines = all.filter((machine) => isKnown(machine, "cpu") && isKnown(machine, "memory"));
  const usable = high / 100 * (1 - headroom.buffer_pct / 100);
  const need = needOf(workload);
  const withNetwork = machines.every((machine) => isKnown(machine, "network"));
  const resources: Resource[] = withNetwork ? ["cpu", "memory", "network"] : ["cpu", "memory"];
  const room = (resource: Resource) => machines.length === 0 ? 0 : roomOf(machines, resource, usable);
  const rooms = { cpu: room("cpu"), memory: room("memory"), network: withNetwork ? room("network") : null };
  const limits = {
    cpu: whole(rooms.cpu, need.cpu),
    memory: whole(rooms.memory, need.memory),
    network: rooms.network === null ? null : whole(rooms.network, need.network),
    placement: byPlacement(machines, resources, need, usable),
  };
  const { name, ...sizes } = workload;
  const { region, environment } = all[0]!;
  // Below 0 too, the resource that is shortest binds.
  const scarcest = resources.reduce((least, of) =>
    rooms[of]! / need[of] < rooms[least]! / need[least] ? of : least
  );
  const binding = limits.placement < limits[scarcest]! ? "placement" : scarcest;
  return {
    region,
    environment,
    workload: name,
    ...sizes,
    servers: machines.length,
    servers_left_out: all.length - machines.length,
    fits: limits[binding]!,
    by_cpu: limits.cpu,
    by_memory: limits.memory,
    by_network: limits.network,
    by_placement: limits.placement,
    binding,
    room_vcpu: rooms.cpu,
    room_memory_gib: rooms.memory,
    room_network_mbps: rooms.network,
  };
}

/** Rows of every region, environment and workload. */
export function headroomRows(machines: readonly Machine[], settings: Settings["risk"]): HeadroomRow[] {
  const pools = Map.groupBy(machines, ({ region, environment }) => JSON.stringify([region, environment]));
  return [...pools.values()].flatMap((pool) =>
    settings.headroom.workloads.map((workload) => fit(pool, workload, settings))
  );
}

interface MachineRecord extends Row {
  server_id: string;
  region: string;
  environment: string;
  vcpu: number;
  memory_gib: number | null;
  network_mbps: number | null;
}

const MACHINES_QUERY = `
SELECT server_id, region, environment, vcpu, memory_gib, network_mbps FROM servers
ORDER BY region, environment, server_id`;

const DAYS_QUERY = `
SELECT servers.server_id,
  max(CASE WHEN metric = 'cpu_p95' THEN vcpu * p90 / 100 END) AS cpu,
  max(CASE WHEN metric = 'memory_p95' THEN memory_gib * p90 / 100 END) AS memory,
  max(CASE WHEN metric IN ('net_in_p95', 'net_out_p95') THEN p90 END) AS network
FROM ${PLANNED} AS planned JOIN servers ON servers.server_id = planned.server_id
GROUP BY servers.server_id, date
ORDER BY servers.server_id, date`;

/** Capacities and daily P90 forecasts of every server. */
export async function readMachines(warehouse: Warehouse): Promise<Machine[]> {
  const records = await warehouse.query<MachineRecord>(MACHINES_QUERY);
  const columns = await warehouse.columns(DAYS_QUERY);
  const names = columns.server_id as string[];
  const loads = (server: string, resource: Resource): Float64Array | null => {
    const [start, end] = [names.indexOf(server), names.lastIndexOf(server) + 1];
    const days = start === -1 ? [] : (columns[resource] as Float64Array).subarray(start, end);
    return days.length === 0 || days.some(Number.isNaN) ? null : Float64Array.from(days);
  };
  return records.map(({ vcpu, memory_gib, network_mbps, ...place }) => ({
    ...place,
    capacity: { cpu: vcpu, memory: memory_gib, network: network_mbps },
    daily: {
      cpu: loads(place.server_id, "cpu"),
      memory: loads(place.server_id, "memory"),
      network: loads(place.server_id, "network"),
    },
  }));
}
