import { withoutGaps } from "../gaps.ts";
import type { Model } from "../model.ts";
import { lastStep, trimmed } from "../series.ts";
import { dampedAhead, dampedTrend } from "../smoothing/damped_trend.ts";
import { mstl, type MstlSettings } from "./mstl.ts";

export interface SeasonalAdjustmentSettings extends MstlSettings {
  name: string;
  /** Steps in each season, ascending. Those that history does not hold twice are left out. */
  periods: readonly number[];
  /** Steps of history used. */
  history: number;
  /** Evaluations the optimiser of the damped trend may spend. */
  max_evaluations: number;
}

/**
 * MSTL forecast: each season goes on as in its last cycle, and what is left after the seasons are taken out by
 * exponential smoothing with a damped trend (Bandara, Hyndman & Bergmeir 2021, MSTL-ETS).
 */
export const seasonalAdjustment = ({ name, periods: all, history, max_evaluations, ...settings }: //
  SeasonalAdjustmentSettings): Model => ({
    name,
    naive: false,
    oracle: false,
    minimumHistory: () => 2 * Math.min(...all) + 1,
    fit: (series) => {
      const whole = trimmed(series);
      const values = withoutGaps(whole.values, series.season).slice(-history);
      const n = values.length;
      const periods = all.filter((period) => n > 2 * period);
      const { seasons } = mstl(values, periods, settings);
      const adjusted = values.map((value, t) => seasons.reduce((rest, season) => rest - season[t]!, value));
      const trend = dampedTrend(adjusted, max_evaluations);
      const missing = lastStep(series) - lastStep(whole);
      const seasonAhead = (steps: number) =>
        seasons.reduce((sum, season, index) => {
          const period = periods[index]!;
          return sum + season[n - period + (steps - 1) % period]!;
        }, 0);
      return {
        forecast: (horizon) =>
          Float64Array.from({ length: horizon }, (_, h) => {
            const steps = missing + h + 1;
            return dampedAhead(trend, steps) + seasonAhead(steps);
          }),
      };
    },
  });
