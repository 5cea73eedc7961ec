/** What risk reads of the snapshots: one record per series, its forecast as typed arrays. */
import type { Row, Scalar, Warehouse } from "../warehouse/warehouse.ts";
import type { Settings } from "../config/settings.ts";
import { readJointPaths } from "./donors.ts";
import type { FleetSeries, PathSource, SeriesForecast } from "./fleet.ts";
import { PLANNED } from "../scenarios/planned.ts";
import type { Membership } from "./rollup.ts";
import { type DailyQuantiles, QUANTILE_COLUMNS } from "./hurdles.ts";

/** Every series that quality knows, with all that is stored once per series. */
const seriesQuery = (currentDays: number): string => `
WITH recent AS (
  SELECT server_id, metric, value,
    row_number() OVER (PARTITION BY server_id, metric ORDER BY date DESC) AS days_back
  FROM observations
  WHERE value IS NOT NULL AND flag IN ('observed', 'capped')
),
levels AS (
  SELECT server_id, metric, quantile_cont(value, 0.5) AS current
  FROM recent
  WHERE days_back <= ${currentDays}
  GROUP BY server_id, metric
),
horizons AS (
  SELECT server_id, metric, count(*) AS days, min(date) AS first_date, max(date) AS last_date
  FROM forecasts
  GROUP BY server_id, metric
)
SELECT quality.server_id, quality.metric, criticality, environment, region, network_mbps, verdict, quality.reason AS verdict_reason,
  current, days, CAST(first_date - DATE '1970-01-01' AS INTEGER) AS first_day,
  CAST(last_date - DATE '1970-01-01' AS INTEGER) AS last_day, autocorrelation
FROM quality
JOIN servers ON servers.server_id = quality.server_id
LEFT JOIN levels ON levels.server_id = quality.server_id AND levels.metric = quality.metric
LEFT JOIN horizons ON horizons.server_id = quality.server_id AND horizons.metric = quality.metric
LEFT JOIN dependence ON dependence.server_id = quality.server_id AND dependence.metric = quality.metric
ORDER BY quality.server_id, quality.metric`;

/** Forecast days in the order of their series, with what the calendar says of them. */
const DAYS_QUERY = `
SELECT ${QUANTILE_COLUMNS.join(", ")}, unreserved, is_quarter_end, is_holiday
FROM ${PLANNED} AS planned
JOIN servers ON servers.server_id = planned.server_id
LEFT JOIN calendar ON calendar.region = servers.region AND calendar.date = planned.date
ORDER BY planned.server_id, metric, planned.date`;

interface SeriesRecord extends Row {
  server_id: string;
  metric: FleetSeries["metric"];
  criticality: FleetSeries["criticality"];
  environment: string;
  region: string;
  network_mbps: number | null;
  verdict: FleetSeries["verdict"];
  verdict_reason: string;
  current: number | null;
  days: number | null;
  first_day: number | null;
  last_day: number | null;
  autocorrelation: number | null;
}

/** @throws RangeError when a forecast lacks days or its dependence */
function checkForecast(
  { server_id, metric, days, first_day, last_day, autocorrelation }: SeriesRecord,
): void {
  const refuse = (rule: string, value: Scalar) => {
    throw new RangeError(`Cannot assess ${metric} of ${server_id} as ${rule}: ${value}`);
  };
  if (days !== last_day! - first_day! + 1) refuse("a forecast must have every day of its horizon", days);
  if (autocorrelation === null) refuse("every forecast must have its row in dependence", autocorrelation);
}

type Days = Awaited<ReturnType<Warehouse["columns"]>>;

function forecastOf(record: SeriesRecord, days: Days, start: number): SeriesForecast {
  checkForecast(record);
  const end = start + record.days!;
  const loads = (name: string) => (days[name] as Float64Array).subarray(start, end);
  const flags = (name: string) => (days[name] as Uint8Array).subarray(start, end);
  const unreserved = loads("unreserved");
  return {
    ...(unreserved.some(Number.isNaN) ? {} : { unreserved }),
    firstDay: record.first_day!,
    quantiles: Object.fromEntries(QUANTILE_COLUMNS.map((name) => [name, loads(name)])) as DailyQuantiles,
    autocorrelation: record.autocorrelation!,
    quarterEnd: flags("is_quarter_end"),
    holiday: flags("is_holiday"),
  };
}

/**
 * Reads every series of a fleet.
 * @param currentDays  observed days whose median is today's level
 * @throws RangeError when a forecast has gaps, no dependence, or belongs to a series that quality does not know
 */
export async function readFleet(warehouse: Warehouse, currentDays: number): Promise<FleetSeries[]> {
  const records = await warehouse.query<SeriesRecord>(seriesQuery(currentDays));
  const days = await warehouse.columns(DAYS_QUERY);
  let start = 0;
  const fleet = records.map((record): FleetSeries => {
    const { server_id, metric, criticality, environment, region, network_mbps } = record;
    const { verdict, verdict_reason, current } = record;
    const forecast = record.days === null ? null : forecastOf(record, days, start);
    start += record.days ?? 0;
    const place = { server_id, metric, criticality, environment, region, network_mbps };
    return { ...place, verdict, verdict_reason, current, forecast };
  });
  const rows = days.p50!.length;
  if (start !== rows) {
    throw new RangeError(
      `Cannot assess the fleet as every forecast must belong to a series of quality: ${
        rows - start
      } days do not`,
    );
  }
  return fleet;
}

export interface Source {
  fleet: FleetSeries[];
  source: PathSource;
  /** Day number of the last day of telemetry. */
  today: number;
}

/** The fleet and the paths it is judged by. */
export async function readSource(
  warehouse: Warehouse,
  settings: Settings["risk"],
  seed: number,
): Promise<Source> {
  const [{ today }] = await warehouse.query<{ today: number }>(
    "SELECT CAST(max(date) - DATE '1970-01-01' AS INTEGER) AS today FROM observations",
  ) as [{ today: number }];
  const joint = await readJointPaths(warehouse);
  return {
    fleet: await readFleet(warehouse, settings.current_days),
    source: { joint, settings, seed },
    today,
  };
}

/** What each server is grouped by. */
export const readMemberships = (warehouse: Warehouse): Promise<Membership[]> =>
  warehouse.query<Membership & Row>(
    "SELECT server_id, business_unit, region, criticality, service FROM servers ORDER BY server_id",
  );
