/** The risk of the whole fleet: every series judged alike, then put in order of action. */
import type { Settings } from "../config/settings.ts";
import { type Metric, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { stream } from "../random/stream.ts";
import { assess, type Assessed, firstReached, notAssessed, type RiskRow } from "./assess.ts";
import type { Place } from "./order.ts";
import type { FirstDays } from "./crossing.ts";
import { type DailyQuantiles, QUANTILE_COLUMNS } from "./hurdles.ts";
import { fillScorePaths } from "./paths.ts";
import type { JointPaths } from "./trajectories.ts";
import { byPriority, type Criticality, type Ranked } from "./priority.ts";

/** One series as the snapshots have it: loads in the metric's own unit, % or Mbit/s. */
export interface FleetSeries extends Place {
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
  /** Median without what committed scenarios reserve; absent where they reserve nothing. */
  unreserved?: Float64Array;
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
export function percentPerUnit(
  { metric, network_mbps }: Pick<FleetSeries, "metric" | "network_mbps">,
): number | null {
  if (PERCENT_METRICS.includes(metric)) return 1;
  return network_mbps === null || network_mbps === 0 ? null : 100 / network_mbps;
}

/** Where the paths of a fleet come from. */
export interface PathSource {
  /** Learnt from past errors; null when too few are known. */
  joint: JointPaths | null;
  settings: Settings["risk"];
  seed: number;
}

const FALLBACK =
  "Past forecasts are too few to learn from them how errors go together, so days go together " +
  "by the autocorrelation of errors alone.";

interface SeriesPaths {
  scores: Float64Array;
  fallback: string | null;
}

/** Paths of one series: those of the joint template where it knows the metric over as many days, else drawn. */
function pathsOf(
  { server_id, metric }: FleetSeries,
  { quantiles, autocorrelation }: SeriesForecast,
  { joint, settings, seed }: PathSource,
): SeriesPaths {
  const days = quantiles.p50.length;
  const known = joint?.days === days ? joint.scores.get(metric) : undefined;
  if (known !== undefined) return { scores: known, fallback: null };
  const scores = new Float64Array((joint?.paths ?? settings.paths) * days);
  const { normal } = stream(seed, "risk", server_id, metric);
  fillScorePaths(scores, { days, autocorrelation, normal });
  return { scores, fallback: FALLBACK };
}

/** Why a series cannot be judged; undefined when it can. */
function refusal(series: FleetSeries): string | undefined {
  if (series.verdict === "not_assessed") return series.verdict_reason;
  if (series.forecast === null) return "No forecast was made for this series.";
  if (series.current === null) return "No day of this series was observed.";
  if (percentPerUnit(series) === null) {
    return "The server's network capacity is not known, so Mbit/s cannot be judged.";
  }
}

/** A series, its row, and the first day over the high threshold on each path; null when it is not assessed. */
export interface Judged {
  series: FleetSeries;
  row: RiskRow;
  reached: Assessed["reached"] | null;
}

/** A series that can be judged, its loads in % of capacity, and its paths. */
export interface Ready {
  current: number;
  forecast: SeriesForecast;
  scores: Float64Array;
  fallback: string | null;
}

function ready(series: FleetSeries, source: PathSource): Ready {
  const factor = percentPerUnit(series)!;
  const forecast = series.forecast!;
  return {
    current: series.current! * factor,
    forecast: {
      ...forecast,
      quantiles: scaled(forecast.quantiles, factor),
      ...(forecast.unreserved && { unreserved: forecast.unreserved.map((value) => value * factor) }),
    },
    ...pathsOf(series, forecast, source),
  };
}

/** A series with its paths; null when it cannot be judged. */
export const prepare = (series: FleetSeries, source: PathSource): Ready | null =>
  refusal(series) === undefined ? ready(series, source) : null;

/**
 * The first day on which each path of a series reaches a threshold.
 * @param threshold  % of capacity
 * @returns null when the series cannot be judged; day 0 on every path when it is there today
 */
export function reachedDays(
  series: FleetSeries,
  threshold: number,
  source: PathSource,
): FirstDays | null {
  const found = prepare(series, source);
  if (found === null) return null;
  const { current, forecast: { quantiles }, scores } = found;
  return firstReached({ current, quantiles }, threshold, scores);
}

function judge(series: FleetSeries, source: PathSource): Judged {
  const why = refusal(series);
  if (why !== undefined) return { series, row: notAssessed(series, why), reached: null };
  const { scores, forecast, ...rest } = ready(series, source);
  const given = { ...series, ...forecast, ...rest };
  return { series, ...assess(given, scores, source.settings) };
}

/**
 * Judges every series of a fleet. On the paths learnt from past errors path k of one metric of a server goes with
 * path k of its others. Neither neighbours nor the order of the input matter.
 */
export const judgeFleet = (fleet: readonly FleetSeries[], source: PathSource): Judged[] =>
  fleet.map((series) => judge(series, source));

const isRanked = (row: RiskRow): row is RiskRow & Ranked =>
  row.priority_score !== null && row.peak_p50 !== null;

/** Gives every assessed row its place in the order of action, 1 first. */
export function withPriorities(rows: readonly RiskRow[]): RiskRow[] {
  const order = rows.filter(isRanked).sort(byPriority);
  const places = new Map<RiskRow, number>(order.map((row, index) => [row, index + 1]));
  return rows.map((row) => ({ ...row, priority: places.get(row) ?? null }));
}

/** Rows of every series of a fleet, put in order of action. */
export function assessFleet(fleet: readonly FleetSeries[], source: PathSource): RiskRow[] {
  return withPriorities(judgeFleet(fleet, source).map(({ row }) => row));
}
