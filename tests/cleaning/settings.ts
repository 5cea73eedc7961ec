/** Cleaning settings of the tests: their own, so that a threshold edited in config/ breaks no test. */
import type { Settings } from "../../lib/config/settings.ts";

export const CLEANING: Settings["cleaning"] = {
  min_samples: 144,
  over_capacity_pct: 10,
  expectation: { weeks: 8, recent_days: 7 },
  outliers: { window_days: 56, min_days: 21, limit_mads: 6, min_scale: 0.5 },
  gaps: { max_filled_days: 7 },
  oddities: { crowded_pct: 5, unit_factors: [8, 100, 1000, 1024], unit_tolerance: 1.5 },
  verdict: {
    missing_pct: { warn: 5, refuse: 30 },
    gap_days: { warn: 7, refuse: 60 },
    silent_days: { warn: 2, refuse: 14 },
    history_days: { warn: 365, refuse: 14 },
    crowded_days: { warn: 3, refuse: 30 },
    duplicates: { warn: 30, refuse: 365 },
    flatline_days: {
      cpu_p95: { warn: 4, refuse: 30 },
      memory_p95: { warn: 14, refuse: 120 },
      disk_p95: { warn: 60, refuse: 730 },
      net_in_p95: { warn: 4, refuse: 30 },
      net_out_p95: { warn: 4, refuse: 30 },
    },
  },
};
