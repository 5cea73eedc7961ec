/** The risk of the whole fleet: every series judged alike, then put in order of action. */
import type { Settings } from "../config/settings.ts";
import { type Metric, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { stream } from "../random/stream.ts";
import { assess, notAssessed, type RiskRow } from "./assess.ts";
import { type DailyQuantiles, QUANTILE_COLUMNS } from "./hurdles.ts";
import { fillScorePaths } from "./paths.ts";
import { byPriority, type Criticality, type Ranked } from "./priority.ts";

/** One series as the snapshots have it: loads in the metric's own unit, % or Mbit/s. */
export interface FleetSeries {
  server_id: string;
  metric: Metric;
  criticality: Criticality;
  /** Capacity of the server's network link; null when not known. */
  network_mbps: number | null;
  verdict: "assessed" | "warn" | "not_assessed";
  verdict_reason: string;
  /** Median of the last observed days; null when there is none. */
  current: number | null;
  /** Null when no forecast was made. */
  forecast: SeriesForecast | null;
}

export interface SeriesForecast {
  /** Day number of the first day. */
  firstDay: number;
  quantiles: DailyQuantiles;
  /** Correlation of the forecast error with the day before. */
  autocorrelation: number;
  quarterEnd: Uint8Array;
  holiday: Uint8Array;
}

const scaled = (quantiles: DailyQuantiles, factor: number): DailyQuantiles =>
  Object.fromEntries(
    QUANTILE_COLUMNS.map((column) => [column, quantiles[column].map((value) => value * factor)]),
  ) as DailyQuantiles;

/** What turns the metric's unit into % of capacity; null when the capacity is not known. */
function percentPerUnit({ metric, network_mbps }: FleetSeries): number | null {
  if (PERCENT_METRICS.includes(metric)) return 1;
  return network_mbps === null || network_mbps === 0 ? null : 100 / network_mbps;
}

function judge(
  series: FleetSeries,
  settings: Settings["risk"],
  buffers: Map<number, Float64Array>,
  seed: number,
): RiskRow {
  const { server_id, metric, criticality, forecast, current } = series;
  const factor = percentPerUnit(series);
  if (series.verdict === "not_assessed") return notAssessed(series, series.verdict_reason);
  if (forecast === null) return notAssessed(series, "No forecast was made for this series.");
  if (current === null) return notAssessed(series, "No day of this series was observed.");
  if (factor === null) {
    return notAssessed(series, "The server's network capacity is not known, so Mbit/s cannot be judged.");
  }
  const days = forecast.quantiles.p50.length;
  const paths = buffers.get(days) ?? new Float64Array(settings.paths * days);
  buffers.set(days, paths);
  fillScorePaths(paths, {
    days,
    autocorrelation: forecast.autocorrelation,
    normal: stream(seed, "risk", server_id, metric).normal,
  });
  return assess(
    {
      ...forecast,
      server_id,
      metric,
      criticality,
      current: current * factor,
      quantiles: scaled(forecast.quantiles, factor),
    },
    paths,
    settings,
  );
}

const isRanked = (row: RiskRow): row is RiskRow & Ranked =>
  row.priority_score !== null && row.peak_p50 !== null;

/** Gives every assessed row its place in the order of action, 1 first. */
export function withPriorities(rows: readonly RiskRow[]): RiskRow[] {
  const order = rows.filter(isRanked).sort(byPriority);
  const places = new Map<RiskRow, number>(order.map((row, index) => [row, index + 1]));
  return rows.map((row) => ({ ...row, priority: places.get(row) ?? null }));
}

/**
 * Judges every series of a fleet and puts them in order of action. Each series draws from its own stream, so
 * that neither its neighbours nor the order of the input matter.
 */
export function assessFleet(
  fleet: readonly FleetSeries[],
  settings: Settings["risk"],
  seed: number,
): RiskRow[] {
  const buffers = new Map<number, Float64Array>();
  return withPriorities(fleet.map((series) => judge(series, settings, buffers, seed)));
}
