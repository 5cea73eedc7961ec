/** Cleaning settings of the tests: their own, so that a threshold edited in config/ breaks no test. */
import type { Settings } from "../../lib/config/settings.ts";

export const CLEANING: Settings["cleaning"] = {
  min_samples: 144,
  over_capacity_pct: 10,
  expectation: { weeks: 8, recent_days: 7 },
  outliers: { window_days: 56, min_days: 21, limit_mads: 6, min_scale: 0.5 },
  gaps: { max_filled_days: 7 },
  verdict: {
    missing_pct: { warn: 5, refuse: 30 },
    gap_days: { warn: 7, refuse: 60 },
    silent_days: { warn: 2, refuse: 14 },
    history_days: { warn: 365, refuse: 14 },
  },
};
