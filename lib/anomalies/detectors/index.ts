/** Every detector by its name. */
import type { Detector } from "../series.ts";
import { forecastError } from "./forecast_error.ts";
import { levelChange } from "./level_change.ts";
import { nearestNeighbours } from "./nearest_neighbours.ts";
import { range } from "./range.ts";
import { robustDeviation } from "./robust_deviation.ts";
import { seasonalNeighbours } from "./seasonal_neighbours.ts";
import { narrowerSpread, widerSpread } from "./spread.ts";
import { zScore } from "./z_score.ts";

export const DETECTORS = {
  z_score: zScore,
  robust_deviation: robustDeviation,
  forecast_error: forecastError,
  level_change: levelChange,
  range,
  nearest_neighbours: nearestNeighbours,
  seasonal_neighbours: seasonalNeighbours,
  wider_spread: widerSpread,
  narrower_spread: narrowerSpread,
} as const satisfies Record<string, Detector>;

export type Method = keyof typeof DETECTORS;
export const METHODS = Object.keys(DETECTORS) as Method[];
