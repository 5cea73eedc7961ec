import type { Settings } from "../config/settings.ts";

export type AssessedLevel = "very_high" | "high" | "watch" | "ok";
export type Posture = Settings["risk"]["posture"];

/** The forecast quantile whose highest day each posture goes by. */
export const BOUNDS = { conservative: "p90", expected: "p50", aggressive: "p10" } as const satisfies Readonly<
  Record<Posture, string>
>;

export interface Standing {
  /** Median of the last observed days, % of capacity. */
  current: number;
  /** Highest forecast day at the bound that decides, % of capacity. */
  peak: number;
  /** Probability of reaching the high threshold within the horizon. */
  probability: number;
}

/**
 * Where a series stands: very_high and high when today's level or the forecast's highest day is there;
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

/** The level by each posture, from the highest day of each bound: the more cautious never stands lower. */
export function levelByPosture(
  standing: Omit<Standing, "peak">,
  peaks: Readonly<Record<Posture, number>>,
  settings: Settings["risk"],
): Record<Posture, AssessedLevel> {
  const by = (posture: Posture) => level({ ...standing, peak: peaks[posture] }, settings);
  return { conservative: by("conservative"), expected: by("expected"), aggressive: by("aggressive") };
}
