/** What a page may cost its reader. */
import type { Cost } from "./measure.ts";

/** Bytes and milliseconds. A page with SQL fetches DuckDB after its first paint, and its tables with it. */
export const BUDGETS = {
  /** JavaScript of a page without SQL, compressed. */
  script: 300_000,
  /** Data files of a page without SQL. */
  data: 500_000,
  largestPaint: 1000,
  shift: 0.05,
  firstResult: 2500,
} as const;

/**
 * Pages known to break the data budget, and what they may not exceed meanwhile. What-if fetches how high each series
 * may climb on every single day; a narrower form of that is still owed.
 */
const OVER_BUDGET: Readonly<Record<string, number>> = { "what-if": 800_000 };

/** What breaks a budget whatever the machine is: bytes, and that DuckDB waits for the first paint. */
export function weightFaults(page: string, { script, data, database }: Cost): string[] {
  if (database !== "none") return database === "before first paint" ? ["DuckDB before the first paint"] : [];
  return [
    ...over("JavaScript", script, BUDGETS.script, "bytes"),
    ...over("data", data, OVER_BUDGET[page] ?? BUDGETS.data, "bytes"),
  ];
}

/** What breaks any budget, times included. */
export function faultsOf(page: string, cost: Cost): string[] {
  return [
    ...weightFaults(page, cost),
    ...over("largest paint", cost.largestPaint, BUDGETS.largestPaint, "ms"),
    ...over("layout shift", cost.shift, BUDGETS.shift, ""),
    ...over("first SQL result", cost.firstRows ?? cost.firstResult ?? 0, BUDGETS.firstResult, "ms"),
  ];
}

function over(what: string, value: number, most: number, unit: string): string[] {
  return value <= most ? [] : [`${what} ${Number(value.toPrecision(3))} > ${most} ${unit}`.trimEnd()];
}
