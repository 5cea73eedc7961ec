/** The synthetic fleet: who owns each server, where it runs, its size and its price. */
import { dayNumber, isoDate } from "../calendar/days.ts";
import type { Settings } from "../config/settings.ts";
import type { servers as schema } from "../pipeline/schemas/servers.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { type Stream, stream } from "../random/stream.ts";

type FleetSettings = Settings["fleet"];
export type Server = RowOf<typeof schema>;

const ID_DIGITS = 4;
const CENTS = 100;

const sharesOf = (items: Readonly<Record<string, { share: number }>>) =>
  Object.fromEntries(Object.entries(items).map(([name, { share }]) => [name, share]));

const roundToCents = (usd: number) => Math.round(usd * CENTS) / CENTS;

/** The id of the n-th server, n from 1: SRV-0042. */
export const serverName = (number: number): string => `SRV-${String(number).padStart(ID_DIGITS, "0")}`;

/** First day of telemetry. A server cannot be older than the history. */
function inServiceFrom(random: Stream, { start, end, late_starters }: FleetSettings): string {
  const isLate = random.chance(late_starters.share);
  const daysOfHistory = random.whole(...late_starters.days_before_end);
  return isLate ? isoDate(Math.max(dayNumber(start), dayNumber(end) - daysOfHistory + 1)) : start;
}

function size(random: Stream, { archetypes, instance_types, prices }: FleetSettings, archetype: string) {
  const instance_type = random.choice(archetypes[archetype]!.instance_types);
  const { vcpu, memory_gib, network_mbps, usd_per_hour } = instance_types[instance_type]!;
  const disk_gib = random.choice(archetypes[archetype]!.disk_gib);
  const usd_per_month = roundToCents(usd_per_hour * prices.hours_per_month);
  return { instance_type, vcpu, memory_gib, disk_gib, network_mbps, usd_per_month };
}

function server(settings: FleetSettings, number: number): Server {
  const server_id = serverName(number);
  const draw = (attribute: string) => stream(settings.seed, "fleet", server_id, attribute);
  const business_unit = draw("business_unit").weighted(sharesOf(settings.business_units));
  const archetype = draw("archetype").weighted(sharesOf(settings.archetypes));
  return {
    server_id,
    business_unit,
    region: draw("region").weighted(settings.regions),
    criticality: draw("criticality").weighted(settings.criticality),
    environment: draw("environment").weighted(settings.environments),
    archetype,
    service: draw("service").choice(settings.business_units[business_unit]!.services),
    ...size(draw("size"), settings, archetype),
    in_service_from: inServiceFrom(draw("in_service_from"), settings),
  };
}

/** Rows of the snapshot `servers`, each drawn on its own stream: adding a server leaves the others as they are. */
export function servers(settings: FleetSettings): Server[] {
  return Array.from({ length: settings.servers }, (_, index) => server(settings, index + 1));
}
