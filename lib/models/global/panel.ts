/** All series of the fleet side by side, with what is known of their servers. */
import { dayNumber } from "../../calendar/days.ts";
import { METRICS } from "../../pipeline/schemas/columns.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { type FleetSeries, type Panel, readPanel } from "../read.ts";
import { type GlobalCalendar, globalCalendar } from "./calendar.ts";
import { WORD_FEATURES, type WordFeature, type Words } from "./words.ts";

export interface ServerFacts extends Record<string, string | number>, Record<WordFeature, string> {
  server_id: string;
  vcpu: number;
  in_service_from: string;
}

export interface GlobalSeries extends Pick<FleetSeries, "server_id" | "metric" | "series" | "observed"> {
  calendar: GlobalCalendar;
  /** 1 on the steps of the series without holiday or quarter end. */
  ordinary: Uint8Array;
  /** Series of one kind share a season: archetype and metric. */
  kind: string;
  /** Day number. */
  inServiceFrom: number;
  /** Features that never change. */
  facts: Readonly<Record<string, number>>;
}

/** Every word of some servers, in order. */
export function wordsOf(servers: readonly ServerFacts[]): Words {
  const words = (feature: WordFeature) => [...new Set(servers.map((server) => server[feature]))].sort();
  return Object.fromEntries(WORD_FEATURES.map((feature) => [feature, words(feature)])) as unknown as Words;
}

function factsOf(server: ServerFacts, metric: FleetSeries["metric"], words: Words): Record<string, number> {
  const codes = WORD_FEATURES.map((feature) => {
    const place = words[feature].indexOf(server[feature]);
    return [feature, place < 0 ? NaN : place];
  });
  return { metric: METRICS.indexOf(metric), ...Object.fromEntries(codes), vcpu: server.vcpu };
}

/** @param words  those a model was trained with */
export function globalSeries(panel: Panel, servers: readonly ServerFacts[], words: Words): GlobalSeries[] {
  const byId = new Map(servers.map((server) => [server.server_id, server]));
  const calendars = new Map(
    [...panel.regressors].map(([region, regressors]) => [region, globalCalendar(regressors)]),
  );
  return panel.series.map(({ server_id, metric, region, series, observed }) => {
    const server = byId.get(server_id)!;
    const calendar = calendars.get(region)!;
    return {
      server_id,
      metric,
      series,
      observed,
      calendar,
      ordinary: Uint8Array.from(series.values, (_, t) => Number(calendar.isOrdinary(series.start + t))),
      kind: `${server.archetype}/${metric}`,
      inServiceFrom: dayNumber(server.in_service_from),
      facts: factsOf(server, metric, words),
    };
  });
}

export const readServerFacts = (warehouse: Warehouse): Promise<ServerFacts[]> =>
  warehouse.query<ServerFacts>(
    `SELECT server_id, ${WORD_FEATURES.join(", ")}, vcpu, CAST(in_service_from AS VARCHAR) AS in_service_from
    FROM servers ORDER BY server_id`,
  );

export interface GlobalFleet {
  all: GlobalSeries[];
  words: Words;
  /** Day number of the last day of telemetry. */
  lastDay: number;
}

/** The whole fleet. @param words  those of training; absent: those of the fleet itself */
export async function readGlobalSeries(
  warehouse: Warehouse,
  season: number,
  words?: Words,
): Promise<GlobalFleet> {
  const servers = await readServerFacts(warehouse);
  const panel = await readPanel(warehouse, servers.map(({ server_id }) => server_id), season, {
    withTruth: false,
  });
  const known = words ?? wordsOf(servers);
  return { all: globalSeries(panel, servers, known), words: known, lastDay: panel.lastDay };
}
