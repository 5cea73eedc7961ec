import { z } from "zod";

const days = () => z.number().int().min(1);

/** A measure that grows with trouble: more is worse. */
function rising(meaning: string, value: z.ZodNumber) {
  return z.strictObject({
    warn: value.describe("Above it the verdict warns"),
    refuse: value.describe("Above it the series is not assessed"),
  }).refine(({ warn, refuse }) => warn <= refuse, { path: ["warn"], message: "must be at most refuse" })
    .describe(meaning);
}

/** A measure that trouble shrinks: less is worse. */
function falling(meaning: string, value: z.ZodNumber) {
  return z.strictObject({
    warn: value.describe("Below it the verdict warns"),
    refuse: value.describe("Below it the series is not assessed"),
  }).refine(({ warn, refuse }) => warn >= refuse, { path: ["warn"], message: "must be at least refuse" })
    .describe(meaning);
}

const flatline = (metric: string) =>
  rising(`Longest run of one and the same value of ${metric}, days`, days());

const outliers = z.strictObject({
  window_days: days().max(365).describe("Days before over which the usual deviation is measured"),
  min_days: days().describe("Days with a value that window must hold; with fewer nothing is capped"),
  limit_mads: z.number().positive().max(50)
    .describe("Deviation from which a value counts as outlier, in scaled median absolute deviations"),
  min_scale: z.number().positive()
    .describe("Least usual deviation, % or Mbit/s, so that a constant series may still stir"),
}).refine(({ min_days, window_days }) => min_days <= window_days, {
  path: ["min_days"],
  message: "must be at most cleaning.outliers.window_days",
});

export const cleaning = z.strictObject({
  min_samples: z.number().int().min(0).describe("Raw samples a day needs to count as a day"),
  over_capacity_pct: z.number().min(0).max(100)
    .describe("How far above 100 % of capacity a value may lie and count as 100; beyond it is refused"),
  expectation: z.strictObject({
    weeks: z.number().int().min(3).max(52).describe("Weeks before whose same weekday sets the level"),
    recent_days: days().max(60).describe("Last days whose deviation from their level moves it"),
  }).describe("What the days before lead one to expect of a day"),
  outliers: outliers.describe("When a value is moved to the limit of what was to be expected"),
  gaps: z.strictObject({
    max_filled_days: z.number().int().min(0).max(60).describe(
      "First days of a gap that are filled; 0 for none",
    ),
  }).describe("How far missing days are filled"),
  oddities: z.strictObject({
    crowded_pct: z.number().positive().max(100)
      .describe("How far above a server's usual number of samples a day is crowded, %"),
    unit_factors: z.array(z.number().gt(2)).min(1).describe("Factors that units differ by, either way"),
    unit_tolerance: z.number().gt(1).max(2)
      .describe("How far levels may lie from such a factor, as a factor itself"),
  }).describe("What may be wrong with a series although each value could be right"),
  verdict: z.strictObject({
    missing_pct: rising("Days without a valid value, % of the days in service", z.number().min(0).max(100)),
    gap_days: rising("Longest run of days without a valid value", z.number().int().min(0)),
    silent_days: rising(
      "Days without a valid value up to the last day of the telemetry",
      z.number().int().min(0),
    ),
    history_days: falling("Days with a valid value", z.number().int().min(0)),
    crowded_days: rising("Days with more samples than usual: a clock that jumps", z.number().int().min(0)),
    duplicates: rising("Days that were delivered more than once", z.number().int().min(0)),
    flatline_days: z.strictObject({
      cpu_p95: flatline("CPU"),
      memory_p95: flatline("memory"),
      disk_p95: flatline("disk"),
      net_in_p95: flatline("network in"),
      net_out_p95: flatline("network out"),
    }).describe("How long a metric may stand still"),
  }).describe("When a series is warned about, and when it is not assessed"),
});
