/** The fleet as it stood at a past cutoff: what risk would have been judged from, and nothing later. */
import type { Settings } from "../config/settings.ts";
import { dayNumber } from "../calendar/days.ts";
import { quantilesOf } from "../models/forecasts/quantiles.ts";
import { PERCENT, RATE } from "../models/series.ts";
import { PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { literal } from "../warehouse/bind.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import { donorRules, readTrajectories } from "./donors.ts";
import type { FleetSeries, PathSource } from "./fleet.ts";
import { levelOn, type Load } from "./loads.ts";
import { type DailyQuantiles, QUANTILE_COLUMNS } from "./hurdles.ts";
import { jointPaths, templateOf } from "./trajectories.ts";

/** Whose forecasts: the model chosen for each series by then, or one model for all. */
export type Forecaster = { chosen: true } | { model: string };

export interface PastFleet {
  /** Series that had a forecast with an interval at the cutoff. */
  fleet: FleetSeries[];
  joint: PathSource["joint"];
}

const modelOf = (forecaster: Forecaster): string =>
  "model" in forecaster ? literal(forecaster.model) : "series.model";

const chosenQuery = (cutoff: string, forecaster: Forecaster): string => `
today AS (SELECT CAST(${literal(cutoff)} AS DATE) AS cutoff),
chosen AS (
  SELECT series.server_id, series.metric, ${modelOf(forecaster)} AS model,
    CAST(row_number() OVER (ORDER BY series.server_id, series.metric) AS INTEGER) - 1 AS place
  FROM choices AS series JOIN today ON series.known_at = today.cutoff
  WHERE series.model <> 'none'
)`;

/** Forecasts made at the cutoff, with the errors that models of their kind had made by then. */
const forecastQuery = (cutoff: string, forecaster: Forecaster): string => `
WITH ${chosenQuery(cutoff, forecaster)}
SELECT place, CAST(predicted AS DOUBLE) AS predicted, CAST(scale AS DOUBLE) AS scale,
  q025, q05, q10, q50, q90, q95, q975
FROM predictions
JOIN chosen ON chosen.server_id = predictions.server_id AND chosen.metric = predictions.metric
  AND chosen.model = predictions.model
LEFT JOIN calibration ON calibration.metric = predictions.metric AND calibration.model = predictions.model
  AND calibration.known_at = predictions.cutoff AND calibration.horizon_days = predictions.horizon_days
WHERE predictions.cutoff = CAST(${literal(cutoff)} AS DATE)
ORDER BY place, predictions.horizon_days`;

/** How long errors lasted, by metric, from the days known by then. */
const lastingQuery = (cutoff: string, forecaster: Forecaster): string => `
WITH ${chosenQuery(cutoff, forecaster)},
steps AS (
  SELECT predictions.metric, date, (CAST(actual AS DOUBLE) - predicted) / scale AS error,
    LAG((CAST(actual AS DOUBLE) - predicted) / scale) OVER run AS error_before,
    LAG(date) OVER run AS date_before
  FROM predictions
  JOIN today ON predictions.date <= today.cutoff
  JOIN chosen ON chosen.server_id = predictions.server_id AND chosen.metric = predictions.metric
    AND chosen.model = predictions.model
  WHERE actual IS NOT NULL AND scale > 0
  WINDOW run AS (PARTITION BY predictions.server_id, predictions.metric, predictions.cutoff ORDER BY date)
)
SELECT metric,
  COALESCE(2 * sum(error * error_before) / NULLIF(sum(error * error + error_before * error_before), 0), 0)
    AS autocorrelation
FROM steps
WHERE date = date_before + INTERVAL '1' DAY
GROUP BY metric`;

interface ServerRecord extends Row {
  server_id: string;
  criticality: FleetSeries["criticality"];
  environment: string;
  region: string;
  network_mbps: number | null;
}

type Columns = Awaited<ReturnType<Warehouse["columns"]>>;

function quantilesAt(
  columns: Columns,
  metric: FleetSeries["metric"],
  start: number,
  days: number,
): DailyQuantiles {
  const at = (name: string, row: number) => (columns[name] as Float64Array)[row]!;
  const bounds = PERCENT_METRICS.includes(metric) ? PERCENT : RATE;
  const rows = Array.from({ length: days }, (_, day) => {
    const row = start + day;
    const errors = {
      q025: at("q025", row),
      q05: at("q05", row),
      q10: at("q10", row),
      q50: at("q50", row),
      q90: at("q90", row),
      q95: at("q95", row),
      q975: at("q975", row),
    };
    return quantilesOf(at("predicted", row), at("scale", row), errors, bounds);
  });
  return Object.fromEntries(
    QUANTILE_COLUMNS.map((column) => [column, Float64Array.from(rows, (row) => row[column])]),
  ) as DailyQuantiles;
}

/** Where each series begins and ends in columns that are ordered by series. */
function* runs(places: Int32Array): Generator<{ place: number; start: number; days: number }> {
  for (let start = 0, end = 0; start < places.length; start = end) {
    while (places[end] === places[start] && end < places.length) end++;
    yield { place: places[start]!, start, days: end - start };
  }
}

const isKnown = (columns: Columns, start: number, days: number): boolean =>
  ["scale", "q50"].every((name) =>
    (columns[name] as Float64Array).subarray(start, start + days).every((value) => !Number.isNaN(value))
  );

/**
 * The fleet as it stood at a past cutoff, with the forecasts made then. Calendar marks are left empty: no driver
 * is named for the past.
 * @param cutoff  one of the cutoffs of `predictions` that `choices` knows, YYYY-MM-DD
 * @param loads  observed loads; what comes after the cutoff is not looked at
 */
export async function readPastFleet(
  warehouse: Warehouse,
  cutoff: string,
  forecaster: Forecaster,
  { loads, settings }: { loads: readonly Load[]; settings: Settings["risk"] },
): Promise<PastFleet> {
  const trajectories = await readTrajectories(warehouse, {
    model: modelOf(forecaster),
    knownAt: `CAST(${literal(cutoff)} AS DATE)`,
  });
  const template = templateOf(trajectories, donorRules(settings));
  const lasting = template !== null ? [] : await warehouse.query<{ metric: string; autocorrelation: number }>(
    lastingQuery(cutoff, forecaster),
  );
  const autocorrelations = new Map(lasting.map((row) => [row.metric, row.autocorrelation]));
  const servers = new Map(
    (await warehouse.query<ServerRecord>(
      "SELECT server_id, criticality, environment, region, network_mbps FROM servers",
    )).map((server) => [server.server_id, server]),
  );
  const columns = await warehouse.columns(forecastQuery(cutoff, forecaster));
  const today = dayNumber(cutoff);
  const chosen = await warehouse.query<{ server_id: string; metric: string }>(
    `WITH ${chosenQuery(cutoff, forecaster)} SELECT server_id, metric FROM chosen ORDER BY place`,
  );
  const fleet = [...runs(columns.place as Int32Array)].flatMap(({ place, start, days }): FleetSeries[] => {
    const { server_id, metric: name } = chosen[place]!;
    const load = loads.find((of) => of.server_id === server_id && of.metric === name);
    if (load === undefined || !isKnown(columns, start, days)) return [];
    const { metric } = load;
    const unmarked = new Uint8Array(days);
    return [{
      ...servers.get(server_id)!,
      metric,
      current: levelOn(load, today, settings.current_days),
      verdict: "assessed",
      verdict_reason: "",
      forecast: {
        firstDay: today + 1,
        quantiles: quantilesAt(columns, metric, start, days),
        autocorrelation: autocorrelations.get(metric) ?? 0,
        quarterEnd: unmarked,
        holiday: unmarked,
      },
    }];
  });
  return { fleet, joint: template === null ? null : jointPaths(template) };
}
