/** Anomalies and level changes of the fleet's daily telemetry: values as measured, before cleaning moves outliers. */
import { dayNumber } from "../calendar/days.ts";
import type { Settings } from "../config/settings.ts";
import { type Metric, METRICS } from "../pipeline/schemas/columns.ts";
import type { anomalies } from "../pipeline/schemas/anomalies.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { literal } from "../warehouse/bind.ts";
import type { ColumnTable, Warehouse } from "../warehouse/warehouse.ts";
import { type Candidate, flagged } from "./budget.ts";
import { changesOf } from "./changepoints.ts";
import { detect } from "./detect.ts";
import { METHODS } from "./detectors/index.ts";
import { directionOf, DIRECTIONS, explain, type Found } from "./explain.ts";

const DAY = 86_400_000;

const query = (servers: readonly string[]): string => `
  SELECT telemetry.server_id, telemetry.date, ${METRICS.map((metric) => `telemetry.${metric}`).join(", ")},
    CAST(calendar.is_holiday OR calendar.is_quarter_end AS INTEGER) AS special
  FROM telemetry
  JOIN servers ON servers.server_id = telemetry.server_id
  JOIN calendar ON calendar.region = servers.region AND calendar.date = telemetry.date
  WHERE telemetry.server_id IN (${servers.map(literal).join(", ")})
  ORDER BY telemetry.server_id, telemetry.date`;

interface TelemetryColumns extends Record<Metric, Float64Array> {
  server_id: string[];
  date: Int32Array;
  /** 1 on holidays and in the quarter-end window. */
  special: Int32Array;
}

interface ServerDays extends Record<Metric, Float64Array> {
  server_id: string;
  date: Int32Array;
  special: Int32Array;
}

/** Telemetry of each server, in order of server and day. */
async function readServers(warehouse: Warehouse, servers: readonly string[]): Promise<ServerDays[]> {
  const all = await warehouse.columns(query(servers)) as unknown as TelemetryColumns;
  const starts = all.server_id.flatMap((id, row) => id === all.server_id[row - 1] ? [] : [row]);
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? all.server_id.length;
    const days = (column: Float64Array) => column.subarray(from, to);
    return {
      server_id: all.server_id[from]!,
      date: all.date.subarray(from, to),
      special: all.special.subarray(from, to),
      cpu_p95: days(all.cpu_p95),
      memory_p95: days(all.memory_p95),
      disk_p95: days(all.disk_p95),
      net_in_p95: days(all.net_in_p95),
      net_out_p95: days(all.net_out_p95),
    };
  });
}

/** A day whose score reaches the threshold. */
export interface Day {
  date: number;
  score: number;
  found: Found;
}

/**
 * Days of a series that reach the threshold.
 * @param dates days since 1970-01-01    @param values NaN where missing
 */
export function anomalousDays(
  dates: Int32Array,
  values: Float64Array,
  { detection }: Settings["anomalies"],
): Day[] {
  const times = Float64Array.from(dates, (date) => date * DAY);
  const { score, method, expected, spread } = detect(times, values, detection);
  const days: Day[] = [];
  score.forEach((value, day) => {
    if (!(value >= detection.thresholds.standard) || method[day]! < 0) return;
    const found = {
      value: values[day]!,
      expected: expected[day]!,
      spread: spread[day]!,
      method: METHODS[method[day]!]!,
    };
    days.push({ date: dates[day]!, score: value, found });
  });
  return days;
}

/** Columns of `anomaly_scores` for these servers and metrics. */
export async function anomalyColumns(
  warehouse: Warehouse,
  servers: readonly string[],
  metrics: readonly Metric[],
  settings: Settings["anomalies"],
): Promise<ColumnTable> {
  const rows = (await readServers(warehouse, servers)).flatMap((server) =>
    metrics.flatMap((metric) =>
      anomalousDays(server.date, server[metric], settings)
        .map((day) => ({ server_id: server.server_id, metric, ...day }))
    )
  );
  return {
    server_id: rows.map(({ server_id }) => server_id),
    metric: rows.map(({ metric }) => metric),
    date: Int32Array.from(rows, ({ date }) => date),
    score: Float64Array.from(rows, ({ score }) => score),
    method: { codes: Int32Array.from(rows, ({ found }) => METHODS.indexOf(found.method)), names: METHODS },
    direction: {
      codes: Int32Array.from(rows, ({ found }) => DIRECTIONS.indexOf(directionOf(found))),
      names: DIRECTIONS,
    },
    value: Float64Array.from(rows, ({ found }) => found.value),
    expected: Float64Array.from(rows, ({ found }) => found.expected),
    explanation: rows.map(({ found }) => explain(found)),
  };
}

/** Values with the days left out that the calendar makes special: a quarter end is no change of level. */
const ordinary = (values: Float64Array, special: Int32Array): Float64Array =>
  values.map((value, day) => special[day] === 1 ? NaN : value);

/** Columns of `changepoints` for these servers and metrics. */
export async function changeColumns(
  warehouse: Warehouse,
  servers: readonly string[],
  metrics: readonly Metric[],
  settings: Settings["anomalies"]["changepoints"],
): Promise<ColumnTable> {
  const rows = (await readServers(warehouse, servers)).flatMap((server) => {
    const changes = changesOf(metrics.map((metric) => ordinary(server[metric], server.special)), settings);
    return metrics.flatMap((metric, index) =>
      changes.filter(({ shifts }) => !Number.isNaN(shifts[index]!)).map(({ day, shifts, confidence }) => ({
        server_id: server.server_id,
        metric,
        date: server.date[day]!,
        shift: shifts[index]!,
        confidence,
      }))
    );
  });
  return {
    server_id: rows.map(({ server_id }) => server_id),
    metric: rows.map(({ metric }) => metric),
    date: Int32Array.from(rows, ({ date }) => date),
    shift: Float64Array.from(rows, ({ shift }) => shift),
    confidence: Float64Array.from(rows, ({ confidence }) => confidence),
  };
}

export type ScoredDay = Omit<RowOf<typeof anomalies>, "flagged">;

/** Rows of `anomalies`: every day that reaches the threshold, flagged as far as the budget goes. */
export function withinBudget(
  days: readonly ScoredDay[],
  servers: number,
  { per_series, per_100_servers, days: period }: Settings["anomalies"]["budget"],
): RowOf<typeof anomalies>[] {
  const series = new Map<string, number>();
  const candidates: Candidate[] = days.map(({ server_id, metric, date, score }) => {
    const name = `${server_id} ${metric}`;
    if (!series.has(name)) series.set(name, series.size);
    return { series: series.get(name)!, day: dayNumber(date), score };
  });
  const per_fleet = Math.ceil(per_100_servers * servers / 100);
  const flags = flagged(candidates, { per_series, per_fleet, days: period });
  return days.map((day, index) => ({ ...day, flagged: flags[index]! }));
}

/** Every day of `anomaly_scores`, and how many servers there are. */
export async function readScores(warehouse: Warehouse): Promise<{ days: ScoredDay[]; servers: number }> {
  const days = await warehouse.query<ScoredDay>(
    "SELECT * FROM anomaly_scores ORDER BY server_id, metric, date",
  );
  const [fleet] = await warehouse.query<{ servers: number }>("SELECT count(*) AS servers FROM servers");
  return { days, servers: fleet!.servers };
}
