import type { Settings } from "../config/settings.ts";

export type AssessedLevel = "very_high" | "high" | "watch" | "ok";

export interface Standing {
  /** Median of the last observed days, % of capacity. */
  current: number;
  /** Highest daily median forecast, % of capacity. */
  peak: number;
  /** Probability of reaching the high threshold within the horizon. */
  probability: number;
}

/**
 * Where a series stands: very_high and high when today's level or the forecast's highest median is there;
 * watch when only its uncertainty may take it there; ok otherwise.
 */
export function level(
  { current, peak, probability }: Standing,
  { high, very_high, watch_probability }: Settings["risk"],
): AssessedLevel {
  const load = Math.max(current, peak);
  if (load >= very_high) return "very_high";
  if (load >= high) return "high";
  return probability >= watch_probability ? "watch" : "ok";
}
