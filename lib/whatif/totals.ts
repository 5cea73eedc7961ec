/** What an outcome adds up to, and how the sums of a fleet follow from those of the part that a scenario touches. */
import type { Outcome } from "./outcome.ts";

export interface Totals extends Omit<Outcome, "series" | "usd" | "notes"> {
  /** Series that can be assessed. */
  assessed: number;
  /** Series whose order is overdue. */
  overdue: number;
  /** Servers by the day on which their first series is as likely as not at the high threshold, from day 0 on. */
  reached: readonly number[];
}

/** @param horizon last day */
export function totalsOf(
  { series, usd: _usd, notes: _notes, ...sums }: Outcome,
  horizon: number,
): Totals {
  const first = new Map<number, number>();
  for (const { server, days_p50 } of series) {
    if (days_p50 !== null) first.set(server, Math.min(first.get(server) ?? Infinity, days_p50));
  }
  const reached = new Array<number>(horizon + 1).fill(0);
  for (const day of first.values()) reached[day]!++;
  return {
    ...sums,
    assessed: series.length,
    overdue: series.filter(({ overdue }) => overdue).length,
    reached,
  };
}

/** A fleet from two parts of it. */
export function added(one: Totals, other: Totals): Totals {
  return combined(one, [[other, 1]]);
}

/** The whole after a part of it has become another. */
export function exchanged(whole: Totals, before: Totals, after: Totals): Totals {
  return combined(whole, [[before, -1], [after, 1]]);
}

function combined(whole: Totals, parts: readonly [Totals, 1 | -1][]): Totals {
  const sum = (of: (totals: Totals) => number) =>
    parts.reduce((total, [part, sign]) => total + sign * of(part), of(whole));
  const priced = [whole, ...parts.map(([part]) => part)].some(({ usd_per_month }) => usd_per_month !== null);
  return {
    counts: {
      very_high: sum(({ counts }) => counts.very_high),
      high: sum(({ counts }) => counts.high),
      watch: sum(({ counts }) => counts.watch),
      ok: sum(({ counts }) => counts.ok),
    },
    at_risk: sum(({ at_risk }) => at_risk),
    servers: sum(({ servers }) => servers),
    usd_per_month: priced ? sum(({ usd_per_month }) => usd_per_month ?? 0) : null,
    assessed: sum(({ assessed }) => assessed),
    overdue: sum(({ overdue }) => overdue),
    reached: whole.reached.map((_, day) => sum(({ reached }) => reached[day]!)),
  };
}
