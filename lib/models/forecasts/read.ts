/** What forecasts need beside the series: the chosen models and how wrong such forecasts have been. */
import type { Metric } from "../../pipeline/schemas/columns.ts";
import { literal } from "../../warehouse/bind.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import type { TrackRecord } from "../ensemble/record.ts";
import { type ErrorQuantiles, QUANTILES } from "./quantiles.ts";

/** Error quantiles by metric and model, then days ahead less one. */
export type Calibration = ReadonlyMap<string, readonly ErrorQuantiles[]>;

export const seriesKey = (serverId: string, metric: Metric): string => `${serverId}/${metric}`;
export const calibrationKey = (metric: Metric, model: string): string => `${metric}/${model}`;

/** SQL condition that a row is of one of some servers. */
const ofServers = (servers: readonly string[]): string => `server_id IN (${servers.map(literal).join(", ")})`;

/** The model chosen for each series of some servers; "none" for those that are not forecast. */
export async function readSelection(
  warehouse: Warehouse,
  servers: readonly string[],
): Promise<Map<string, string>> {
  const rows = await warehouse.query<{ server_id: string; metric: Metric; model: string }>(
    `SELECT server_id, metric, model FROM selection WHERE ${ofServers(servers)}`,
  );
  return new Map(rows.map(({ server_id, metric, model }) => [seriesKey(server_id, metric), model]));
}

/** Error quantiles known today. */
export async function readCalibration(warehouse: Warehouse): Promise<Calibration> {
  const rows = await warehouse.query<
    ErrorQuantiles & { metric: Metric; model: string; horizon_days: number }
  >(
    `SELECT metric, model, horizon_days, ${QUANTILES.map(([, error]) => error).join(", ")} FROM calibration
    WHERE known_at = (SELECT max(known_at) FROM calibration)`,
  );
  const calibration = new Map<string, ErrorQuantiles[]>();
  for (const { metric, model, horizon_days, ...errors } of rows) {
    const key = calibrationKey(metric, model);
    const days = calibration.get(key) ?? [];
    days[horizon_days - 1] = errors;
    calibration.set(key, days);
  }
  return calibration;
}

/**
 * Mean absolute errors of the models on each series of some servers, known today; models lacking some of the days are
 * left out.
 */
export async function readRecords(
  warehouse: Warehouse,
  servers: readonly string[],
): Promise<Map<string, TrackRecord>> {
  const rows = await warehouse.query<{ server_id: string; metric: Metric; model: string; mae: number }>(
    `SELECT server_id, metric, model, mae FROM (
      SELECT *, max(days) OVER (PARTITION BY server_id, metric) AS most FROM scores
      WHERE known_at = (SELECT max(known_at) FROM scores) AND ${ofServers(servers)}
    ) AS latest
    WHERE days = most ORDER BY server_id, metric, model`,
  );
  const records = new Map<string, Map<string, number>>();
  for (const { server_id, metric, model, mae } of rows) {
    const key = seriesKey(server_id, metric);
    const record = records.get(key) ?? new Map<string, number>();
    records.set(key, record.set(model, mae));
  }
  return records;
}

/** A fit as saved. */
export interface SavedFit {
  model: string;
  state: unknown;
}

/** The fits of some servers, by series. */
export async function readFitted(
  warehouse: Warehouse,
  servers: readonly string[],
): Promise<Map<string, SavedFit>> {
  const rows = await warehouse.query<{ server_id: string; metric: Metric; model: string; state: string }>(
    `SELECT server_id, metric, model, state FROM fitted WHERE ${ofServers(servers)}`,
  );
  return new Map(
    rows.map(({ server_id, metric, model, state }) => [
      seriesKey(server_id, metric),
      { model, state: JSON.parse(state) as unknown },
    ]),
  );
}
