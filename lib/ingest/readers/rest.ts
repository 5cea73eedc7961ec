/** Metrics that say what is left: their use is the rest, and so is its statistic. */
import type { Statistic } from "../sample.ts";

const OF_REST: Partial<Record<Statistic, Statistic>> = {
  raw: "raw",
  average: "average",
  maximum: "minimum",
  minimum: "maximum",
  p50: "p50",
};

/** The statistic of what is used, from that of what is left; undefined where one does not follow from the other. */
export const statisticOfRest = (statistic: Statistic): Statistic | undefined => OF_REST[statistic];
