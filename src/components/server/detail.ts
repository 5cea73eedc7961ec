/** What the report says about one server, as its page fetches it. */
import type { Level } from "../levels.js";
import type { Row } from "../rows.js";
import { siteHref } from "../site_link.js";

export interface Forecast {
  from: string;
  p025: number[];
  p10: number[];
  p50: number[];
  p90: number[];
  p975: number[];
}

export interface MetricDetail {
  quality: Row | null;
  risk: (Row & { level: Level; reason: string }) | null;
  selection: Row | null;
  scores: Row[];
  past: Row[];
  seasons: Row[];
  flagged: (Row & { date: string; value: number; explanation: string })[];
  changes: (Row & { date: string; shift: number; confidence: number })[];
  history: { from: string; values: (number | null)[] } | null;
  /** Positions in the history of days that were filled or capped. */
  repaired: number[];
  forecast: Forecast | null;
}

export interface Rules {
  high: number;
  very_high: number;
  watch_probability: number;
  half_life_days: number;
  criticality_weight: Record<string, number>;
  sustained_days: number;
}

export interface ServerDetail {
  as_of: string;
  server: Row & { server_id: string; criticality: string; network_mbps: number | null };
  standing: (Row & { level: Level; metric: string | null }) | null;
  places: number;
  plan: Row | null;
  cluster: Row | null;
  metrics: Record<string, MetricDetail>;
  rules: Rules;
  dateline: string[];
  answer: { text: string; strong?: true }[];
  previous: string | null;
  next: string | null;
}

/** All servers by name, and what their files are called. */
export interface ServerIndex {
  /** Server shown when none is named. */
  first: string | null;
  servers: readonly string[];
  /** Of each file the hash in its name, one after another. */
  hashes: string;
}

const HASH_LENGTH = 8;

/** Name of a server's file; null when there is no such server. */
export function fileOf({ servers, hashes }: ServerIndex, name: string): string | null {
  const place = servers.indexOf(name);
  if (place < 0) return null;
  return `server-${place + 1}.${hashes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH)}.json`;
}

/**
 * Fetches what is said about a server.
 * @throws Error when the site does not have the file
 */
export async function serverDetail(file: string): Promise<ServerDetail> {
  const response = await fetch(siteHref(`_file/data/${file}`));
  if (!response.ok) {
    throw new Error(`Cannot show the server as its file must be there: ${file} (status ${response.status})`);
  }
  return await response.json();
}

const DAY = 86_400_000;

/** Days that follow each other, from one on. */
export function daysFrom(from: string, count: number): Date[] {
  const first = Date.parse(from);
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY));
}
