/** The clean series of a shard of servers: telemetry and calendar in, columns of `observations` out. */
import type { Settings } from "../config/settings.ts";
import { type Metric, METRICS, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { literal } from "../warehouse/bind.ts";
import type { ColumnTable, Warehouse } from "../warehouse/warehouse.ts";
import { cleanSeries, FLAGS } from "./clean.ts";
import { refuseUnmeasured } from "./measured.ts";

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
  special: Int32Array;
}

/** Where each server's days begin and end, servers standing one after the other. */
function spans(ids: readonly string[]): { server_id: string; from: number; to: number }[] {
  const starts = ids.flatMap((id, row) => id === ids[row - 1] ? [] : [row]);
  return starts.map((from, index) => ({ server_id: ids[from]!, from, to: starts[index + 1] ?? ids.length }));
}

/**
 * Columns of `observations` for these servers and metrics, cleaned series by series.
 * @throws RangeError when the telemetry of the fleet is empty or lacks a declared metric altogether
 */
export async function observationColumns(
  warehouse: Warehouse,
  servers: readonly string[],
  metrics: readonly Metric[],
  settings: Settings["cleaning"],
): Promise<ColumnTable> {
  await refuseUnmeasured(warehouse, metrics);
  const telemetry = await warehouse.columns(query(servers)) as unknown as TelemetryColumns;
  const days = telemetry.date.length;
  const rows = days * metrics.length;
  const fleet = spans(telemetry.server_id);
  const server_id = { codes: new Int32Array(rows), names: fleet.map((span) => span.server_id) };
  const metric = { codes: new Int32Array(rows), names: metrics };
  const date = new Int32Array(rows);
  const value = new Float64Array(rows);
  const flag = { codes: new Int32Array(rows), names: FLAGS };
  let row = 0;
  for (const [server, { from, to }] of fleet.entries()) {
    const special = Uint8Array.from(telemetry.special.subarray(from, to));
    for (const [index, name] of metrics.entries()) {
      const ceiling = PERCENT_METRICS.includes(name) ? 100 : Infinity;
      const clean = cleanSeries({ values: telemetry[name].subarray(from, to), special }, ceiling, settings);
      const end = row + to - from;
      server_id.codes.fill(server, row, end);
      metric.codes.fill(index, row, end);
      date.set(telemetry.date.subarray(from, to), row);
      value.set(clean.values, row);
      flag.codes.set(clean.flags, row);
      row = end;
    }
  }
  return { server_id, metric, date, value, flag };
}
