import type { Settings } from "../config/settings.ts";
import type { Crossing } from "./crossing.ts";

export type Criticality = keyof Settings["risk"]["criticality_weight"];

/**
 * How urgent a breach is: weight of the server's criticality × probability of reaching the high threshold
 * within the horizon × time factor, the mean of ½^(days / half_life_days) over the paths that reach it.
 * On a server of weight w the score is w when the threshold is reached today, and 0 when no path reaches it.
 */
export function priorityScore(
  criticality: Criticality,
  { paths, reachedBy }: Crossing,
  { criticality_weight, half_life_days }: Settings["risk"],
): number {
  // Probability × mean over the reaching paths = sum over the reaching paths / all paths.
  const discounted = reachedBy.reduce((sum, reached, day) => {
    const first = day === 0 ? reached : reached - reachedBy[day - 1]!;
    return sum + first * 0.5 ** (day / half_life_days);
  }, 0);
  return criticality_weight[criticality] * discounted / paths;
}

export interface Ranked {
  server_id: string;
  metric: string;
  /** From `priorityScore`. */
  priority_score: number;
  /** Highest daily median forecast, % of capacity. */
  peak_p50: number;
}

const byText = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0;

/** Order of action: highest score, then highest peak, then server and metric, so that no two ever tie. */
export function byPriority(a: Ranked, b: Ranked): number {
  return b.priority_score - a.priority_score || b.peak_p50 - a.peak_p50 || byText(a.server_id, b.server_id) ||
    byText(a.metric, b.metric);
}
