/** The headline figures of a report, from its snapshots: pages and exports state these and no others. */
import type { Settings } from "../config/settings.ts";
import type { accuracy } from "../pipeline/schemas/accuracy.ts";
import type { quality } from "../pipeline/schemas/quality.ts";
import type { recommendations } from "../pipeline/schemas/recommendations.ts";
import type { servers } from "../pipeline/schemas/servers.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import type { ClusterRow } from "../consolidation/clusters.ts";
import type { RiskRow } from "../risk/assess.ts";
import { atRisk, byServer, countLevels, type FleetRow, type ServerRiskRow, underUsed } from "./at_risk.ts";

export type ServerRow = Pick<
  RowOf<typeof servers>,
  "server_id" | "business_unit" | "region" | "criticality" | "usd_per_month"
>;
export type QualityRow = Pick<RowOf<typeof quality>, "days_expected" | "days_present" | "verdict">;
export type RecommendationRow = Pick<RowOf<typeof recommendations>, "server_id" | "action" | "target">;
export type AccuracyRow = Pick<RowOf<typeof accuracy>, keyof NonNullable<Summary["forecasting"]["selected"]>>;

/** What the figures are worked out from. Accuracy: the rows of the whole fleet, all metrics, all horizons. */
export interface Report {
  servers: readonly ServerRow[];
  quality: readonly QualityRow[];
  first_date: string;
  as_of: string;
  risk: readonly RiskRow[];
  server_risk: readonly ServerRiskRow[];
  /** The roll-up over the whole fleet: one row. */
  fleet_risk: readonly FleetRow[];
  recommendations: readonly RecommendationRow[];
  clusters: readonly ClusterRow[];
  accuracy: readonly AccuracyRow[];
}

/** How many actions the report leads with. */
const TOP_ACTIONS = 10;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Cost of the servers whose price is known; null when none is. */
function cost(servers: readonly ServerRow[]): number | null {
  const prices = servers.flatMap(({ usd_per_month }) => usd_per_month ?? []);
  return prices.length === 0 ? null : sum(prices);
}

function fleetFigures(servers: readonly ServerRow[]): Summary["fleet"] {
  return {
    servers: servers.length,
    business_units: new Set(servers.map(({ business_unit }) => business_unit)).size,
    regions: new Set(servers.map(({ region }) => region).filter((region) => region !== "unknown")).size,
    usd_per_month: cost(servers),
    servers_without_price: servers.filter(({ usd_per_month }) => usd_per_month === null).length,
  };
}

function telemetryFigures({ quality, first_date, as_of }: Report): Summary["telemetry"] {
  const count = (verdict: QualityRow["verdict"]) => quality.filter((row) => row.verdict === verdict).length;
  const present = quality.filter(({ days_present }) => days_present > 0);
  const expected = sum(present.map(({ days_expected }) => days_expected));
  const observed = sum(present.map(({ days_present }) => days_present));
  return {
    first_date,
    as_of,
    series: quality.length,
    assessed: count("assessed"),
    warn: count("warn"),
    not_assessed: count("not_assessed"),
    series_without_data: quality.length - present.length,
    missing_pct: expected === 0 ? null : 100 * (expected - observed) / expected,
  };
}

function actions({ risk, servers, recommendations }: Report): Summary["actions"] {
  const owners = new Map(servers.map((server) => [server.server_id, server]));
  const advice = new Map(recommendations.map((row) => [row.server_id, inWords(row)]));
  const ranked = risk.flatMap((row) =>
    row.priority === null || row.level === "ok" ? [] : { ...row, priority: row.priority }
  );
  return ranked.sort((a, b) => a.priority - b.priority).slice(0, TOP_ACTIONS).map((row) => {
    const { business_unit, criticality } = owners.get(row.server_id)!;
    const { priority, server_id, metric, level, days_to_80_p50, breach_80_horizon, order_by, overdue } = row;
    return {
      priority,
      server_id,
      metric,
      level,
      business_unit,
      criticality,
      days_to_80_p50,
      breach_80_horizon: breach_80_horizon!,
      order_by,
      overdue,
      recommended: advice.get(server_id) ?? null,
      reason: row.reason,
    };
  });
}

/** "upsize to m5.2xlarge"; an action that changes nothing needs no target. */
function inWords({ action, target }: RecommendationRow): string {
  if (action === "keep" || action === "retire") return action;
  return action === "not_assessed" ? "not assessed" : `${action} to ${target}`;
}

/** Rows of `accuracy` that are no single model to choose. */
const NOT_A_CHOICE: readonly string[] = ["oracle", "selected"];

function forecastingFigures(accuracy: readonly AccuracyRow[]): Summary["forecasting"] {
  const of = (name: string) => accuracy.find(({ model }) => model === name) ?? null;
  const choices = accuracy.filter(({ model, mase }) => !NOT_A_CHOICE.includes(model) && mase !== null);
  const best = choices.sort((a, b) => a.mase! - b.mase! || (a.model < b.model ? -1 : 1))[0];
  return {
    selected: of("selected"),
    best_model: best ?? null,
    possible_gain: of("oracle")?.gain_vs_baseline ?? null,
  };
}

function clusterFigures(rows: readonly ClusterRow[]): Summary["clusters"] {
  const groups = Map.groupBy(rows.filter(({ cluster }) => cluster !== null), ({ cluster }) => cluster!);
  return [...groups].sort(([a], [b]) => a - b).map(([cluster, members]) => {
    const fits = members.flatMap(({ silhouette }) => silhouette ?? []);
    return {
      cluster,
      label: members[0]!.label,
      servers: members.length,
      silhouette: fits.length === 0 ? null : sum(fits) / fits.length,
    };
  });
}

/** The headline figures of a fleet. The order of the rows given does not matter. */
export function summarise(
  report: Report,
  { high, very_high, under_used }: Pick<Settings["risk"], "high" | "very_high" | "under_used">,
): Summary {
  const horizons = report.risk.flatMap(({ horizon_days }) => horizon_days ?? []);
  const spare = underUsed(byServer(report.risk));
  return {
    fleet: fleetFigures(report.servers),
    telemetry: telemetryFigures(report),
    horizon_days: horizons.length === 0 ? null : horizons.reduce((a, b) => Math.max(a, b)),
    thresholds: { high, very_high, under_used },
    levels: {
      series: countLevels(report.risk.map(({ level }) => level)),
      servers: countLevels(report.server_risk.map(({ level }) => level)),
    },
    at_risk: atRisk(report.server_risk, report.fleet_risk[0]!),
    actions: actions(report),
    under_used: {
      servers: spare,
      usd_per_month: cost(report.servers.filter(({ server_id }) => spare.includes(server_id))),
    },
    forecasting: forecastingFigures(report.accuracy),
    clusters: clusterFigures(report.clusters),
    servers_without_cluster: report.clusters.filter(({ cluster }) => cluster === null).length,
  };
}
