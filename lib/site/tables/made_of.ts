/** Which tables pages fetch in place of whole snapshots, and what they are made of. */

/** Snapshots by table, the one whose place it takes first. Each table has its query in a file of its name. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  risk: ["risk"],
  risk_first: ["risk"],
  seasonal_risk: ["seasonal_risk"],
  quality: ["quality"],
  coverage: ["coverage"],
  telemetry: ["telemetry", "anomalies"],
  anomalies: ["anomalies", "telemetry"],
  changepoints: ["changepoints", "anomalies", "telemetry"],
  total_findings: ["anomalies", "changepoints", "telemetry"],
  selection: ["selection"],
  stationarity: ["stationarity"],
  recommendations: ["recommendations"],
  plan_check: ["plan_check"],
  clusters: ["clusters"],
  whatif: ["whatif"],
};

/** Snapshots that they are made of, and the one that says how large the fleet is. */
export const NEEDS: readonly string[] = [...new Set(["servers", ...Object.values(TABLES).flat()])];
