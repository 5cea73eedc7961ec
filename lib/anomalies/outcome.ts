/** Scores of some series of a panel: what one worker does at a time. */
import { type Candidate, flagged } from "./budget.ts";
import { detect } from "./detect.ts";
import { METHODS } from "./detectors/index.ts";
import { directionOf, DIRECTIONS, explain, type Found } from "./explain.ts";
import type { Detection } from "./series.ts";

export interface Asked {
  detection: Detection;
  /** Score from which a row is flagged. */
  threshold: number;
  /** Flags per series within 30 days. */
  budget: number;
}

export interface Outcome {
  score: Float64Array;
  flagged: Uint8Array;
  /** Positions in METHODS and DIRECTIONS; −1 where nothing was found. */
  method: Int8Array;
  direction: Int8Array;
  /** By row, for what reaches the threshold. */
  explanations: Map<number, string>;
}

const DAY = 86_400_000;
const BUDGET_DAYS = 30;

/** Scores a series by itself: nothing depends on which others stand beside it. */
export function outcomeOf(times: Float64Array, values: Float64Array, asked: Asked): Outcome {
  const { score, method, expected, spread } = detect(times, values, asked.detection);
  const found = (row: number): Found => ({
    value: values[row]!,
    expected: expected[row]!,
    spread: spread[row]!,
    method: METHODS[method[row]!]!,
  });
  const candidates: (Candidate & { row: number })[] = [];
  score.forEach((value, row) => {
    if (value >= asked.threshold && method[row]! >= 0) {
      candidates.push({ row, series: 0, day: Math.floor(times[row]! / DAY), score: value });
    }
  });
  const budget = { per_series: asked.budget, per_fleet: Infinity, days: BUDGET_DAYS };
  const flags = new Uint8Array(values.length);
  flagged(candidates, budget).forEach((flag, index) => flags[candidates[index]!.row] = Number(flag));
  return {
    score,
    flagged: flags,
    method,
    direction: method.map((code, row) => code < 0 ? -1 : DIRECTIONS.indexOf(directionOf(found(row)))),
    explanations: new Map(candidates.map(({ row }) => [row, explain(found(row))])),
  };
}
