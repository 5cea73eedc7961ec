/** What the what-if page of a large fleet opens with: the fleet as it is, added up from its parts. */
import type { Outcome } from "../../whatif/outcome.ts";
import { added, type Totals, totalsOf } from "../../whatif/totals.ts";

export interface WhatifIndex {
  /** Null where the page has every load and works it out itself. */
  base: Totals | null;
  /** Last day of the forecasts; null where base is. */
  horizon: number | null;
  /** File of each service's loads below data/, and its size in bytes. */
  files: Readonly<Record<string, { name: string; bytes: number }>>;
}

export interface Part {
  horizon: number;
  outcome: Outcome;
}

export function sumsOf(parts: readonly Part[]): Pick<WhatifIndex, "base" | "horizon"> {
  const horizon = parts.reduce((most, part) => Math.max(most, part.horizon), 0);
  const totals = parts.map((part) => totalsOf(part.outcome, horizon));
  return { base: totals.reduce(added), horizon };
}
