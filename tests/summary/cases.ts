/** A literal fleet of three servers the summary tests share. */
import { notAssessed, type RiskRow } from "../../lib/risk/assess.ts";
import type { FleetRow } from "../../lib/summary/at_risk.ts";
import type { AccuracyRow, Report } from "../../lib/summary/summary.ts";

export const riskRow = (server_id: string, metric: RiskRow["metric"], rest: Partial<RiskRow>): RiskRow => ({
  ...notAssessed({ server_id, metric }, `${server_id} ${metric}`),
  ...rest,
});

const chances = (a: number, b: number, c: number, d: number): Partial<RiskRow> => ({
  horizon_days: 180,
  breach_80_30d: a,
  breach_80_60d: b,
  breach_80_90d: c,
  breach_80_180d: d,
  breach_80_horizon: d,
});

export const RISK_ROWS: RiskRow[] = [
  riskRow("A", "cpu_p95", { level: "high", priority: 1, days_to_80_p50: 20, ...chances(0.6, 0.7, 0.8, 1) }),
  riskRow("A", "memory_p95", { level: "ok", priority: 4, under_used: true, ...chances(0, 0, 0, 0.02) }),
  riskRow("B", "cpu_p95", { level: "watch", priority: 2, ...chances(0, 0.2, 0.3, 0.5) }),
  riskRow("B", "memory_p95", { level: "watch", priority: 3, ...chances(0.1, 0.1, 0.4, 0.45) }),
  riskRow("C", "cpu_p95", { level: "ok", priority: 5, under_used: true, ...chances(0, 0, 0, 0) }),
  riskRow("C", "memory_p95", {}),
];

/** No forecast of these reaches every window. */
export const FLEET_RISK: FleetRow = {
  expected_30d: null,
  low_30d: null,
  high_30d: null,
  expected_60d: null,
  low_60d: null,
  high_60d: null,
  expected_90d: 1.1,
  low_90d: 0,
  high_90d: 2,
  expected_180d: 1.5,
  low_180d: 1,
  high_180d: 2,
};

const serverRow = (server_id: string, level: RiskRow["level"], chance: number) => ({
  server_id,
  level,
  breach_80_30d: null,
  breach_80_60d: null,
  breach_80_90d: chance,
  breach_80_180d: chance,
});

const model = (name: string, mase: number | null, gain: number): AccuracyRow => ({
  model: name,
  mase,
  gain_vs_baseline: gain,
  gain_vs_best_naive: gain - 0.1,
  share_of_possible: gain / 0.4,
  coverage_80: 0.8,
  coverage_95: 0.95,
});

const server = (server_id: string, business_unit: string, usd_per_month: number | null) => ({
  server_id,
  business_unit,
  region: "UK",
  criticality: "High" as const,
  usd_per_month,
});

const member = (server_id: string, cluster: number | null, silhouette: number | null) => ({
  server_id,
  cluster,
  label: cluster === null ? "not assessed" : `label ${cluster}`,
  silhouette,
  distance: null,
  outlier: false,
  cpu_p95: 1,
  memory_p95: null,
  disk_p95: null,
  reason: "",
});

export const REPORT: Report = {
  first_date: "2022-01-01",
  as_of: "2025-12-31",
  servers: [server("A", "Retail", 100), server("B", "Risk", 50.5), server("C", "Retail", null)],
  quality: [
    { days_expected: 100, days_present: 90, verdict: "assessed" },
    { days_expected: 100, days_present: 100, verdict: "warn" },
    { days_expected: 100, days_present: 0, verdict: "not_assessed" },
  ],
  risk: RISK_ROWS,
  server_risk: [serverRow("A", "high", 0.8), serverRow("B", "watch", 0.4), serverRow("C", "ok", 0)],
  fleet_risk: [FLEET_RISK],
  recommendations: [
    { server_id: "A", action: "upsize", target: "m5.xlarge" },
    { server_id: "B", action: "keep", target: "m5.large" },
  ],
  clusters: [member("A", 1, 0.5), member("B", 1, 0.7), member("C", null, null)],
  accuracy: [
    model("drift", 1.4, -0.4),
    model("holt_winters", 0.8, 0.2),
    model("oracle", 0.6, 0.4),
    model("selected", 0.78, 0.22),
    model("unscored", null, 0),
  ],
};
