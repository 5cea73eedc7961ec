/** What was found at a row, in words. */
import type { Method } from "./detectors/index.ts";

export const DIRECTIONS = ["above", "below", "wider", "narrower"] as const;
export type Direction = typeof DIRECTIONS[number];

export interface Found {
  value: number;
  /** NaN where not known. */
  expected: number;
  /** How far values usually are from what is expected; NaN where not known. */
  spread: number;
  method: Method;
}

const FINDINGS: Readonly<Record<Method, string>> = {
  z_score: "far from the mean of the values just before",
  robust_deviation: "far from the median of the values before",
  forecast_error: "a larger jump than usual",
  level_change: "the level has moved and stayed",
  range: "outside everything seen before",
  nearest_neighbours: "the last values run unlike any before",
  seasonal_neighbours: "unlike the same time on the days or weeks before",
  wider_spread: "the last values scatter more than before",
  narrower_spread: "the last values scatter less than before",
};

/** Which way it departs: the value from what was expected, or the scatter from what it was. */
export function directionOf({ value, expected, method }: Found): Direction {
  if (method === "wider_spread") return "wider";
  if (method === "narrower_spread") return "narrower";
  return value < expected ? "below" : "above";
}

/** Four digits that count: 1234567 → 1235000, 0.012345 → 0.01235. */
const short = (value: number): string => String(Number(value.toPrecision(4)));

/** How many spreads: one decimal below ten, whole above, no more than a thousand. */
function spreads(count: number): string {
  if (count > 1000) return "more than 1000";
  return count < 10 ? count.toFixed(1) : count.toFixed(0);
}

/**
 * A sentence: `98 is 53.2 above the expected 44.8, 12 usual spreads: a larger jump than usual (forecast_error)`.
 */
export function explain(found: Found): string {
  const { value, expected, spread, method } = found;
  const finding = `${FINDINGS[method]} (${method})`;
  if (Number.isNaN(expected)) return `${short(value)}: ${finding}`;
  const size = Math.abs(value - expected);
  const side = value < expected ? "below" : "above";
  const usual = spread > 0 ? `, ${spreads(size / spread)} usual spreads` : "";
  return `${short(value)} is ${short(size)} ${side} the expected ${short(expected)}${usual}: ${finding}`;
}
