import { z } from "zod";
import { withoutGaps } from "../gaps.ts";
import type { Model } from "../model.ts";
import { lastStep, type Series, trimmed } from "../series.ts";
import { dampedAhead, type DampedTrend, dampedTrend, runDamped } from "../smoothing/damped_trend.ts";
import { stateful } from "../stateful.ts";
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
  SeasonalAdjustmentSettings): Model => {
  const adjust = (series: Series, known?: DampedTrend) => {
    const whole = trimmed(series);
    const values = withoutGaps(whole.values, series.season).slice(-history);
    const n = values.length;
    const periods = all.filter((period) => n > 2 * period);
    const { seasons } = mstl(values, periods, settings);
    const adjusted = values.map((value, t) => seasons.reduce((rest, season) => rest - season[t]!, value));
    return {
      trend: known === undefined
        ? dampedTrend(adjusted, max_evaluations)
        : runDamped(adjusted, known.alpha, known.beta, known.phi),
      cycles: seasons.map((season, index) => [...season.subarray(n - periods[index]!)]),
      missing: lastStep(series) - lastStep(whole),
    };
  };
  return {
    name,
    naive: false,
    oracle: false,
    minimumHistory: () => 2 * Math.min(...all) + 1,
    ...stateful({
      state: z.strictObject({
        trend: z.strictObject({
          alpha: z.number(),
          beta: z.number(),
          phi: z.number(),
          level: z.number(),
          trend: z.number(),
          squares: z.number(),
        }),
        cycles: z.array(z.array(z.number()).min(1)).describe("The last cycle of each season"),
        missing: z.number().int(),
      }),
      fit: (series) => adjust(series),
      onward: ({ trend }, longer) => adjust(longer, trend),
      forecast: ({ trend, cycles, missing }, horizon) =>
        Float64Array.from({ length: horizon }, (_, h) => {
          const steps = missing + h + 1;
          return dampedAhead(trend, steps) +
            cycles.reduce((sum, cycle) => sum + cycle[(steps - 1) % cycle.length]!, 0);
        }),
    }),
  };
};
