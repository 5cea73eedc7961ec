/** Past forecasts of one series, as the models page fetches them. */
import { siteHref } from "../site_link.js";

export interface ReplayIndex {
  /** Files by server and metric. */
  series: Record<string, Record<string, string>>;
  /** Files of quantiles by metric and model. */
  quantiles: Record<string, Record<string, string>>;
}

export interface ReplayedModel {
  model: string;
  chosen: boolean;
  days: number;
  mae: number | null;
  coverage_80: number | null;
  coverage_95: number | null;
  predicted: number[];
}

export interface ReplayedCutoff {
  cutoff: string;
  scale: number | null;
  models: ReplayedModel[];
}

export interface ReplayedSeries {
  server_id: string;
  metric: string;
  observed: { from: string; values: (number | null)[] };
  cutoffs: ReplayedCutoff[];
}

type Quantiles = Record<"q025" | "q10" | "q90" | "q975", number[]>;

/** Quantiles of the scaled error by cutoff. */
export type BoundQuantiles = Record<string, Quantiles>;

/** A day forecast, with what then happened. */
export interface ReplayedDay {
  date: Date;
  actual: number | null;
  predicted: number;
  naive: number | null;
  lo_80: number | null;
  hi_80: number | null;
  lo_95: number | null;
  hi_95: number | null;
  [column: string]: Date | number | null;
}

/** Fetches the past forecasts of a series. */
export function replayedSeries(index: ReplayIndex, server: string, metric: string): Promise<ReplayedSeries> {
  return fetched(index.series[server]?.[metric]);
}

/** Fetches what the intervals of a model on a metric rest on. Null where it has none. */
export async function boundQuantiles(
  index: ReplayIndex,
  metric: string,
  model: string,
): Promise<BoundQuantiles | null> {
  const file = index.quantiles[metric]?.[model];
  return file === undefined ? null : await fetched(file);
}

/** @throws Error when the site does not have the file */
async function fetched<T>(file: string | undefined): Promise<T> {
  if (file === undefined) throw new Error("Cannot replay the series as its forecasts must be there: none is");
  const response = await fetch(siteHref(`_file/data/${file}`));
  if (!response.ok) {
    throw new Error(
      `Cannot replay the series as its file must be there: ${file} (status ${response.status})`,
    );
  }
  return await response.json();
}

const DAY = 86_400_000;

/** Days up to a cutoff, the latest last. */
export function seenDays(
  { observed }: ReplayedSeries,
  cutoff: string,
  count: number,
): { date: Date; value: number | null }[] {
  const first = Date.parse(observed.from);
  const end = (Date.parse(cutoff) - first) / DAY + 1;
  const start = Math.max(0, end - count);
  return observed.values.slice(start, end).map((value, index) => ({
    date: new Date(first + (start + index) * DAY),
    value,
  }));
}

/**
 * The days a model forecast from a cutoff, beside a naive model and what happened. Bounds are the forecast plus
 * quantiles of the model's earlier errors in the series' own scale, within what the metric can be, as in `backtest`.
 */
export function replayedDays(
  series: ReplayedSeries,
  cutoff: ReplayedCutoff,
  model: ReplayedModel,
  naive: ReplayedModel | undefined,
  quantiles: Quantiles | undefined,
): ReplayedDay[] {
  const origin = Date.parse(cutoff.cutoff);
  const before = (origin - Date.parse(series.observed.from)) / DAY;
  const most = series.metric.startsWith("net_") ? Infinity : 100;
  const bound = (name: keyof Quantiles, day: number): number | null => {
    const quantile = quantiles?.[name][day];
    if (quantile === undefined || cutoff.scale === null) return null;
    return Math.max(0, Math.min(most, model.predicted[day]! + cutoff.scale * quantile));
  };
  return model.predicted.map((predicted, day) => ({
    date: new Date(origin + (day + 1) * DAY),
    actual: series.observed.values[before + day + 1] ?? null,
    predicted,
    naive: naive?.predicted[day] ?? null,
    lo_80: bound("q10", day),
    hi_80: bound("q90", day),
    lo_95: bound("q025", day),
    hi_95: bound("q975", day),
  }));
}
