/** Literal series the risk tests share. */
import type { Settings } from "../../lib/config/settings.ts";
import type { FleetSeries } from "../../lib/risk/fleet.ts";
import { type DailyQuantiles, NORMAL_SCORES, QUANTILE_COLUMNS } from "../../lib/risk/hurdles.ts";

/** Decisions the tests are worked out for, whatever config/risk.yaml says. */
export const RISK: Settings["risk"] = {
  high: 80,
  very_high: 90,
  under_used: 40,
  watch_probability: 0.1,
  paths: 400,
  current_days: 28,
  trend_days: 7,
  trend_rise: 5,
  half_life_days: 60,
  criticality_weight: { High: 3, Medium: 2, Low: 1, unknown: 2 },
  posture: "expected",
  sustained_days: 3,
  donors: { least: 4, longest_gap_days: 2 },
  lead_time_days: { default: 30, environments: { production: 45 }, regions: { US: 60 } },
  headroom: { buffer_pct: 10, workloads: [{ name: "web", vcpu: 1, memory_gib: 4, network_mbps: 50 }] },
  drivers: { repeats: 2, trees: 20, features_per_tree: 2, least_at_risk: 5 },
};

/** Quantiles of independent normal days with the given medians and one standard deviation. */
export function quantilesAround(medians: readonly number[], sd: number): DailyQuantiles {
  return Object.fromEntries(
    QUANTILE_COLUMNS.map((column, index) => [
      column,
      Float64Array.from(medians, (median) => median + NORMAL_SCORES[index]! * sd),
    ]),
  ) as DailyQuantiles;
}

/** An assessed CPU series on a server of medium criticality, its forecast from 2026-01-01. */
export function series(
  medians: readonly number[],
  { sd = 5, ...rest }: Partial<FleetSeries> & { sd?: number } = {},
): FleetSeries {
  return {
    server_id: "SRV-0001",
    metric: "cpu_p95",
    criticality: "Medium",
    environment: "production",
    region: "UK",
    network_mbps: null,
    verdict: "assessed",
    verdict_reason: "",
    current: medians[0]!,
    forecast: {
      firstDay: 20454,
      quantiles: quantilesAround(medians, sd),
      autocorrelation: 0.5,
      quarterEnd: new Uint8Array(medians.length),
      holiday: new Uint8Array(medians.length),
    },
    ...rest,
  };
}

/** The same value on every day. */
export const flat = (value: number, days: number): number[] => new Array<number>(days).fill(value);
