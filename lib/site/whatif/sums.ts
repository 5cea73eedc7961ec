/** What the what-if page of a large fleet opens with: the fleet as it is, added up from its parts. */
import { type Moved, RANK } from "../../whatif/compare.ts";
import type { Outcome } from "../../whatif/outcome.ts";
import { added, type Totals, totalsOf } from "../../whatif/totals.ts";

export interface WhatifIndex {
  /** Null where the page has every load and works it out itself. */
  base: Totals | null;
  /** Last day of the forecasts; null where base is. */
  horizon: number | null;
  /** Servers that press most, as they are. */
  rows: readonly Moved[];
  /** File of each service's loads below data/. */
  files: Readonly<Record<string, string>>;
}

export interface Part {
  horizon: number;
  outcome: Outcome;
  rows: readonly Moved[];
}

/** Servers that the page lists before a scenario is asked for. */
const LISTED = 150;

export function sumsOf(parts: readonly Part[]): Pick<WhatifIndex, "base" | "horizon"> {
  const horizon = parts.reduce((most, part) => Math.max(most, part.horizon), 0);
  const totals = parts.map((part) => totalsOf(part.outcome, horizon));
  return { base: totals.reduce(added), horizon };
}

/** Those not at rest, by level, then by date, then by name. */
export function pressingFirst(rows: readonly Moved[]): Moved[] {
  const day = ({ days_before }: Moved) => days_before ?? Infinity;
  return rows.filter(({ level_before }) => level_before !== "ok").sort((a, b) =>
    RANK[a.level_before] - RANK[b.level_before] || compareDays(day(a), day(b)) ||
    (a.server_id < b.server_id ? -1 : 1)
  ).slice(0, LISTED);
}

const compareDays = (a: number, b: number): number => a === b ? 0 : a - b;
