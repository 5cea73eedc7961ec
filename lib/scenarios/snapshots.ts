/** Committed scenarios as snapshots, from what the warehouse knows of servers and forecasts. */
import type { Settings } from "../config/settings.ts";
import { isoDate } from "../calendar/days.ts";
import { PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import type { scenarios as schema } from "../pipeline/schemas/scenarios.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { doubles, integers, repeated } from "../telemetry/columns.ts";
import type { ColumnTable, Row, Warehouse } from "../warehouse/warehouse.ts";
import { describe } from "../whatif/describe.ts";
import { capacityOf, type ReservableSeries, reserve, type Reserved, type StepShare } from "./reserve.ts";

export type ScenarioRow = RowOf<typeof schema>;

type SeriesRecord = Row & Omit<ReservableSeries, "firstDay" | "median"> & { days: number; first_day: number };

/** Series that risk can judge, in the order of their forecasts' days. */
const SERIES_QUERY = `
SELECT forecasts.server_id, forecasts.metric, CAST(count(*) AS INTEGER) AS days,
  CAST(min(date) - DATE '1970-01-01' AS INTEGER) AS first_day,
  any_value(business_unit) AS business_unit, any_value(region) AS region,
  any_value(environment) AS environment, any_value(service) AS service, any_value(vcpu) AS vcpu,
  any_value(memory_gib) AS memory_gib, any_value(disk_gib) AS disk_gib, any_value(network_mbps) AS network_mbps
FROM forecasts
JOIN servers ON servers.server_id = forecasts.server_id
JOIN quality ON quality.server_id = forecasts.server_id AND quality.metric = forecasts.metric
WHERE verdict <> 'not_assessed'
GROUP BY forecasts.server_id, forecasts.metric
ORDER BY forecasts.server_id, forecasts.metric`;

const MEDIANS_QUERY = `
SELECT CAST(p50 AS DOUBLE) AS median
FROM forecasts
JOIN quality ON quality.server_id = forecasts.server_id AND quality.metric = forecasts.metric
WHERE verdict <> 'not_assessed'
ORDER BY forecasts.server_id, forecasts.metric, date`;

async function readSeries(warehouse: Warehouse): Promise<ReservableSeries[]> {
  const records = await warehouse.query<SeriesRecord>(SERIES_QUERY);
  const { median } = await warehouse.columns(MEDIANS_QUERY);
  let start = 0;
  return records.map(({ days, first_day, ...of }) => {
    const own = (median as Float64Array).subarray(start, start + days);
    start += days;
    return { ...of, firstDay: first_day, median: own };
  });
}

/** What the committed scenarios add to the forecasts in the warehouse. Nothing is read when none is active. */
export async function readReserved(
  warehouse: Warehouse,
  scenarios: Settings["scenarios"],
): Promise<Reserved> {
  if (!Object.values(scenarios).some(({ active }) => active)) {
    return { bySeries: new Map(), shares: [], notes: [] };
  }
  const [{ today }] = await warehouse.query<{ today: number }>(
    "SELECT CAST(max(date) - DATE '1970-01-01' AS INTEGER) AS today FROM observations",
  ) as [{ today: number }];
  return reserve(scenarios, await readSeries(warehouse), today);
}

function rowOf(
  { scenario, step, series, reserved, first }: StepShare,
  scenarios: Settings["scenarios"],
): ScenarioRow {
  const { title, owner, from, until, steps } = scenarios[scenario]!;
  const { server_id, metric } = series;
  const capacity = capacityOf(series);
  const inPercent = PERCENT_METRICS.includes(metric);
  return {
    scenario,
    step,
    server_id,
    metric,
    title,
    owner,
    says: describe(steps[step - 1]!),
    from_date: from,
    until_date: until ?? null,
    first_date: isoDate(first),
    reserved_p95: reserved,
    reserved_capacity: !inPercent ? reserved : capacity === null ? null : reserved * capacity / 100,
  };
}

/** Rows of the snapshot `scenarios`. */
export const scenarioRows = ({ shares }: Reserved, scenarios: Settings["scenarios"]): ScenarioRow[] =>
  shares.map((share) => rowOf(share, scenarios));

/** Columns of the snapshot `reserved`: one row per series and day. */
export function reservedColumns({ bySeries }: Reserved): ColumnTable {
  const parts = [...bySeries];
  const lengths = parts.map(([{ median }]) => median.length);
  return {
    server_id: repeated(parts.map(([{ server_id }]) => server_id), lengths),
    metric: repeated(parts.map(([{ metric }]) => metric), lengths),
    date: integers(
      parts.map(([{ firstDay, median }]) => Int32Array.from(median, (_, day) => firstDay + day)),
    ),
    factor: doubles(parts.map(([, { factor }]) => factor)),
    added: doubles(parts.map(([, { added }]) => added)),
  };
}
