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

/** What breaks a budget whatever the machine is: bytes, and that DuckDB waits for the first paint. */
export function weightFaults({ script, data, database }: Cost): string[] {
  if (database !== "none") return database === "before first paint" ? ["DuckDB before the first paint"] : [];
  return [
    ...over("JavaScript", script, BUDGETS.script, "bytes"),
    ...over("data", data, BUDGETS.data, "bytes"),
  ];
}

/** What breaks any budget, times included. */
export function faultsOf(cost: Cost): string[] {
  return [
    ...weightFaults(cost),
    ...over("largest paint", cost.largestPaint, BUDGETS.largestPaint, "ms"),
    ...over("layout shift", cost.shift, BUDGETS.shift, ""),
    ...over("first SQL result", cost.firstRows ?? cost.firstResult ?? 0, BUDGETS.firstResult, "ms"),
  ];
}

function over(what: string, value: number, most: number, unit: string): string[] {
  return value <= most ? [] : [`${what} ${Number(value.toPrecision(3))} > ${most} ${unit}`.trimEnd()];
}
