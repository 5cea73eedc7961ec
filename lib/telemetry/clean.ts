/** What a server really did: expected load, noise, spikes and daily maxima, before monitoring spoils any of it. */
import { type CalendarDays, calendarsByRegion } from "../calendar/calendar.ts";
import { dayNumber } from "../calendar/days.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { type Stream, stream } from "../random/stream.ts";
import { type Character, character } from "./character.ts";
import { correlationMatrix } from "./correlations.ts";
import { loadOf, logActivity, logLoad } from "./expected.ts";
import { type ByMetric, byMetric, unitsPerPercent } from "./metrics.ts";
import { cholesky, correlatedNoise } from "./noise.ts";
import {
  type Archetype,
  archetypeOf,
  type GeneratorSettings,
  type Place,
  type Synthetic,
} from "./settings.ts";

/** The metrics whose daily maximum is delivered too, by the name of that column. */
export const MAXIMA = { cpu_max: "cpu_p95", memory_max: "memory_p95", disk_max: "disk_p95" } as const;
export type Maximum = keyof typeof MAXIMA;
export const MAXIMUM_NAMES = Object.keys(MAXIMA) as Maximum[];

export interface ServerSeries {
  server: Place;
  /** Day number of the first value. */
  first: number;
  days: number;
  /** % or Mbit/s. */
  values: ByMetric<Float64Array>;
}

/** A server's history without defects. */
export interface CleanSeries extends ServerSeries {
  maxima: Readonly<Record<Maximum, Float64Array>>;
}

/** A server's load before noise, on a log scale, with what is needed to turn it into units. */
interface Load extends Omit<ServerSeries, "values"> {
  character: Character;
  archetype: Archetype;
  logs: ByMetric<Float64Array>;
}

function loadFrom(server: Place, calendar: CalendarDays, settings: GeneratorSettings): Load {
  const { synthetic } = settings.telemetry;
  const own = character(server, settings);
  const archetype = archetypeOf(server, synthetic);
  const activity = logActivity(own, archetype, calendar, {
    quarterEndWindow: settings.calendar.quarter_end_window_days,
    rampStart: synthetic.quarter_end_ramp,
  });
  const offset = Math.max(dayNumber(server.in_service_from) - calendar.first, 0);
  const end = dayNumber(settings.fleet.end);
  const logs = byMetric((metric) => logLoad(own, metric, activity, calendar, end).subarray(offset));
  return {
    server,
    first: calendar.first + offset,
    days: activity.length - offset,
    character: own,
    archetype,
    logs,
  };
}

/** Loads of servers from the start of history (or of their service) to some days after its end. */
function loads(servers: readonly Place[], settings: GeneratorSettings, daysAhead: number): Load[] {
  const { start, end } = settings.fleet;
  const [first, last] = [dayNumber(start), dayNumber(end) + daysAhead];
  const calendars = calendarsByRegion(servers.map(({ region }) => region), first, last, settings.calendar);
  return servers.map((server) => loadFrom(server, calendars.get(server.region)!, settings));
}

/**
 * Expected load of each server: but for spikes the median of what it may do, as noise is symmetric on a log scale
 * and the cap keeps the order.
 * @param daysAhead days after the end of history to go on for
 */
export function expectedSeries(
  servers: readonly Place[],
  settings: GeneratorSettings,
  daysAhead: number,
): ServerSeries[] {
  const { synthetic } = settings.telemetry;
  return loads(servers, settings, daysAhead).map(({ server, first, days, logs }) => ({
    server,
    first,
    days,
    values: byMetric((metric) => {
      const units = unitsPerPercent(metric, server);
      return logs[metric].map((log) => units * loadOf(log, synthetic));
    }),
  }));
}

/** What spikes add to the log of activity, by day. */
function logSpikes(random: Stream, { probability, factor }: Archetype["spikes"], days: number): Float64Array {
  const size = Math.log(factor);
  return new Float64Array(days).map(() => random.chance(probability) ? size : 0);
}

/** Rounds to as many decimals as monitoring delivers. */
function rounding(decimals: number): (value: number) => number {
  const scale = 10 ** decimals;
  return (value) => Math.round(value * scale) / scale;
}

/** The day's highest sample: part of the way from P95 to 100 %. */
function maximum(random: Stream, p95: Float64Array, [low, high]: readonly [number, number]): Float64Array {
  return p95.map((value) => value + (100 - value) * random.between(low, high));
}

function cleanFrom(
  { server, first, days, character, archetype, logs }: Load,
  seed: number,
  synthetic: Synthetic,
) {
  const draw = (part: string) => stream(seed, "telemetry", server.server_id, part);
  const lower = cholesky(correlationMatrix(archetype.correlation));
  const noise = correlatedNoise(draw("noise"), lower, character.autocorrelation, days);
  const spikes = logSpikes(draw("spikes"), archetype.spikes, days);
  const round = rounding(synthetic.decimals);
  const valuesOf = (metric: Metric, position: number) => {
    const units = unitsPerPercent(metric, server);
    const [sd, response, standard] = [character.noise[metric], character.responses[metric], noise[position]!];
    return logs[metric].map((log, day) =>
      round(units * loadOf(log + sd * standard[day]! + response * spikes[day]!, synthetic))
    );
  };
  const values = byMetric(valuesOf);
  const maximumOf = (name: Maximum) =>
    maximum(draw(name), values[MAXIMA[name]], synthetic.maxima[name]).map(round);
  const maxima = {
    cpu_max: maximumOf("cpu_max"),
    memory_max: maximumOf("memory_max"),
    disk_max: maximumOf("disk_max"),
  };
  return { server, first, days, values, maxima };
}

/** History of each server without defects, rounded as monitoring delivers it. */
export function cleanSeries(servers: readonly Place[], settings: GeneratorSettings): CleanSeries[] {
  return loads(servers, settings, 0).map((load) =>
    cleanFrom(load, settings.fleet.seed, settings.telemetry.synthetic)
  );
}
