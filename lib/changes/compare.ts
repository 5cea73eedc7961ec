/** What differs between the builds of two states. */
import { dayNumber } from "../calendar/days.ts";
import type { Part } from "../pipeline/schemas/answers.ts";
import type { State } from "../pipeline/schemas/state.ts";
import { sentenceOf } from "./sentence.ts";

type ServerState = State["servers"][string];

/** A server whose level or date is another now. */
export interface MovedServer {
  server_id: string;
  /** By level first; moved_date is a server's that is at risk before and after, or neither. */
  change: "newly_at_risk" | "no_longer_at_risk" | "moved_date";
  metric: ServerState["metric"];
  level_before: ServerState["level"];
  level_after: ServerState["level"];
  date_before: string | null;
  date_after: string | null;
  /** Days by which the date moved; negative is sooner; null when there was or is none. */
  days: number | null;
}

export interface Changes {
  /** Last day observed by the build compared with; null when there is none. */
  before: string | null;
  days_added: number;
  servers_added: readonly string[];
  servers_removed: readonly string[];
  servers: readonly MovedServer[];
  /** Series by what their model was and is, the most frequent first. */
  models: readonly { before: string; after: string; series: number }[];
  settings: readonly { path: string; before: string | null; after: string | null }[];
  sentence: readonly Part[];
}

const atRisk = ({ level }: ServerState): boolean => level === "very_high" || level === "high";

/** How many servers a page lists; the sentence counts all. */
const LISTED = 200;

/** Rank of the kinds of change: what needs attention comes first. */
const KINDS = ["newly_at_risk", "no_longer_at_risk", "moved_date"] as const;

function kindOf(before: ServerState, after: ServerState, days: number | null, leastDays: number) {
  if (atRisk(before) !== atRisk(after)) return atRisk(after) ? KINDS[0] : KINDS[1];
  return days !== null && Math.abs(days) >= leastDays ? KINDS[2] : undefined;
}

function movedServers(before: State, after: State, leastDays: number): MovedServer[] {
  const moved = Object.entries(after.servers).flatMap(([server_id, now]): MovedServer[] => {
    const was = before.servers[server_id];
    if (was === undefined) return [];
    const days = was.date === null || now.date === null ? null : dayNumber(now.date) - dayNumber(was.date);
    const change = kindOf(was, now, days, leastDays);
    if (change === undefined) return [];
    return [{
      server_id,
      change,
      metric: now.metric,
      level_before: was.level,
      level_after: now.level,
      date_before: was.date,
      date_after: now.date,
      days,
    }];
  });
  return moved.sort((a, b) =>
    KINDS.indexOf(a.change) - KINDS.indexOf(b.change) || Math.abs(b.days ?? 0) - Math.abs(a.days ?? 0) ||
    (a.server_id < b.server_id ? -1 : 1)
  );
}

function changedModels(before: State, after: State): Changes["models"] {
  const counts = new Map<string, { before: string; after: string; series: number }>();
  for (const [series, model] of Object.entries(after.models)) {
    const was = before.models[series];
    if (was === undefined || was === model) continue;
    const key = `${was} ${model}`;
    counts.set(key, { before: was, after: model, series: (counts.get(key)?.series ?? 0) + 1 });
  }
  return [...counts].sort(([a, one], [b, other]) => other.series - one.series || (a < b ? -1 : 1))
    .map(([, change]) => change);
}

function changedSettings(before: State, after: State): Changes["settings"] {
  const paths = [...new Set([...Object.keys(before.settings), ...Object.keys(after.settings)])].sort();
  return paths.filter((path) => before.settings[path] !== after.settings[path]).map((path) => ({
    path,
    before: before.settings[path] ?? null,
    after: after.settings[path] ?? null,
  }));
}

const missing = (from: State, of: State): string[] =>
  Object.keys(of.servers).filter((server) => !(server in from.servers)).sort();

/**
 * What differs since an earlier build; with none there is nothing to say but that.
 * @param leastDays  a date that moved by fewer days counts as the same
 */
export function compareStates(before: State | null, after: State, leastDays: number): Changes {
  if (before === null) {
    const none = { servers_added: [], servers_removed: [], servers: [], models: [], settings: [] };
    const changes = { before: null, days_added: 0, ...none };
    return { ...changes, sentence: sentenceOf(changes, leastDays) };
  }
  const changes = {
    before: before.as_of,
    days_added: dayNumber(after.as_of) - dayNumber(before.as_of),
    servers_added: missing(before, after),
    servers_removed: missing(after, before),
    servers: movedServers(before, after, leastDays),
    models: changedModels(before, after),
    settings: changedSettings(before, after),
  };
  const sentence = sentenceOf(changes, leastDays);
  return { ...changes, servers: changes.servers.slice(0, LISTED), sentence };
}
