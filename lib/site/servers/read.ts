/** Reads what the snapshots hold of a batch of servers and sorts it by server. */
import { CARD_TEXTS } from "../../models/cards/texts.ts";
import { isNaive } from "../../models/models.ts";
import { literal } from "../../warehouse/bind.ts";
import type { Row, Warehouse } from "../../warehouse/warehouse.ts";
import { type MetricDetail, type Quantile, QUANTILES, type Run } from "./detail.ts";

const NAIVE = Object.keys(CARD_TEXTS).filter(isNaive).map(literal).join(", ");

/** Snapshots whose rows are shown as they are: rows of a batch by the part of the detail they make. */
const PARTS = {
  servers: "SELECT * FROM servers",
  standing: "SELECT * FROM server_risk",
  plan: "SELECT * FROM recommendations",
  cluster: "SELECT server_id, cluster, label, silhouette, reason FROM clusters",
  quality: "SELECT * FROM quality",
  risk: "SELECT * FROM risk",
  selection: "SELECT * FROM selection",
  scores: `SELECT server_id, metric, model, cutoffs, days, mae, mase FROM scores
    WHERE known_at = (SELECT max(known_at) FROM scores)`,
  past: `SELECT ours.scope_value AS server_id, ours.metric, ours.horizon_band, ours.mae, naive.model AS naive,
      naive.mae AS naive_mae, ours.gain_vs_best_naive, ours.coverage_80, ours.coverage_95
    FROM accuracy_by_series AS ours JOIN accuracy_by_series AS naive
      ON naive.scope_value = ours.scope_value AND naive.metric = ours.metric
      AND naive.horizon_band = ours.horizon_band AND naive.model IN (${NAIVE})
    WHERE ours.model = 'selected' AND ours.metric <> 'all'
    QUALIFY row_number() OVER (
      PARTITION BY ours.scope_value, ours.metric, ours.horizon_band ORDER BY naive.mae, naive.model) = 1`,
  seasons: "SELECT * FROM seasonal_risk",
  flagged: "SELECT server_id, metric, date, value, score, explanation FROM anomalies WHERE flagged",
  changes: "SELECT server_id, metric, date, shift, confidence FROM changepoints",
} as const;

const ORDER: Partial<Record<Part, string>> = {
  scores: "server_id, metric, mae, model",
  past: "server_id, metric, length(horizon_band), horizon_band",
  seasons: "server_id, metric, first_date, season",
  flagged: "server_id, metric, date",
  changes: "server_id, metric, date",
};

type Part = keyof typeof PARTS;

/** Snapshots that the details are made from. */
export const NEEDS: readonly string[] = [
  "servers",
  "server_risk",
  "recommendations",
  "clusters",
  "quality",
  "risk",
  "selection",
  "scores",
  "accuracy_by_series",
  "seasonal_risk",
  "anomalies",
  "changepoints",
  "observations",
  "forecasts",
];

type History = Pick<MetricDetail, "history" | "repaired">;

/** What a batch of servers has: rows by part and server, series by server and metric. */
export interface Batch {
  of(part: Part, server: string): readonly Row[];
  history(server: string, metric: string): History;
  forecast(server: string, metric: string): MetricDetail["forecast"];
}

/** First and last server of a batch, in the order of their names. */
export interface Range {
  first: string;
  last: string;
}

/** Reads one batch. @param since first day of the history shown, as YYYY-MM-DD */
export async function readBatch(warehouse: Warehouse, range: Range, since: string): Promise<Batch> {
  const rows = new Map<Part, Map<string, Row[]>>();
  for (const part of Object.keys(PARTS) as Part[]) rows.set(part, await rowsOf(warehouse, part, range));
  const histories = await historiesOf(warehouse, range, since);
  const forecasts = await forecastsOf(warehouse, range);
  return {
    of: (part, server) => rows.get(part)?.get(server) ?? [],
    history: (server, metric) => histories.get(key(server, metric)) ?? { history: null, repaired: [] },
    forecast: (server, metric) => forecasts.get(key(server, metric)) ?? null,
  };
}

const key = (server: string, metric: string): string => `${metric} ${server}`;

const within = ({ first, last }: Range): string => `server_id BETWEEN ${literal(first)} AND ${literal(last)}`;

async function rowsOf(warehouse: Warehouse, part: Part, range: Range): Promise<Map<string, Row[]>> {
  const rows = await warehouse.query(
    `SELECT * FROM (${PARTS[part]}) WHERE ${within(range)} ORDER BY ${ORDER[part] ?? "server_id"}`,
  );
  return Map.groupBy(rows, (row) => String(row["server_id"]));
}

async function historiesOf(
  warehouse: Warehouse,
  range: Range,
  since: string,
): Promise<Map<string, History>> {
  const { server_id, metric, day, value, repaired } = await warehouse.columns(
    `SELECT server_id, metric, date AS day, round(value, 1) AS value,
       flag IN ('imputed', 'capped') AS repaired
     FROM observations WHERE ${within(range)} AND date >= DATE ${literal(since)}
     ORDER BY server_id, metric, date`,
  ) as HistoryColumns;
  const found = new Map<string, History>();
  for (const [start, end] of runs(server_id, metric)) {
    found.set(key(server_id[start]!, metric[start]!), {
      history: runOf(day, value, start, end),
      repaired: positions(repaired.subarray(start, end), day.subarray(start, end)),
    });
  }
  return found;
}

type HistoryColumns = {
  server_id: string[];
  metric: string[];
  day: Int32Array;
  value: Float64Array;
  repaired: Uint8Array;
};

/** Values day by day; a day without a row is null. */
function runOf(day: Int32Array, value: Float64Array, start: number, end: number): Run {
  const values: (number | null)[] = [];
  for (let row = start; row < end; row++) {
    while (values.length < day[row]! - day[start]!) values.push(null);
    values.push(Number.isNaN(value[row]!) ? null : value[row]!);
  }
  return { from: isoDay(day[start]!), values };
}

function positions(marked: Uint8Array, day: Int32Array): number[] {
  return [...day].flatMap((date, row) => marked[row] === 1 ? [date - day[0]!] : []);
}

/** Of the median so many that its highest day stays the highest; of the bounds what a chart can show. */
const DECIMALS: Readonly<Record<Quantile, number>> = { p025: 1, p10: 1, p50: 3, p90: 1, p975: 1 };

type ForecastColumns =
  & { server_id: string[]; metric: string[]; day: Int32Array }
  & Record<
    Quantile,
    Float64Array
  >;

async function forecastsOf(
  warehouse: Warehouse,
  range: Range,
): Promise<Map<string, NonNullable<MetricDetail["forecast"]>>> {
  const columns = await warehouse.columns(
    `SELECT server_id, metric, date AS day,
       ${QUANTILES.map((name) => `round(CAST(${name} AS DOUBLE), ${DECIMALS[name]}) AS ${name}`).join(", ")}
     FROM forecasts WHERE ${within(range)} ORDER BY server_id, metric, date`,
  ) as ForecastColumns;
  const found = new Map<string, NonNullable<MetricDetail["forecast"]>>();
  for (const [start, end] of runs(columns.server_id, columns.metric)) {
    const quantile = (name: Quantile) => [...columns[name].subarray(start, end)];
    found.set(key(columns.server_id[start]!, columns.metric[start]!), {
      from: isoDay(columns.day[start]!),
      p025: quantile("p025"),
      p10: quantile("p10"),
      p50: quantile("p50"),
      p90: quantile("p90"),
      p975: quantile("p975"),
    });
  }
  return found;
}

/** Bounds of the rows of each series, in rows sorted by server and metric. */
function* runs(server: readonly string[], metric: readonly string[]): Generator<[number, number]> {
  let start = 0;
  for (let row = 1; row <= server.length; row++) {
    if (row < server.length && server[row] === server[start] && metric[row] === metric[start]) continue;
    yield [start, row];
    start = row;
  }
}

const DAY = 86_400_000;
const isoDay = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10);
