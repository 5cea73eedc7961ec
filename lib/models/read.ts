/** The series of a shard of servers and what is known beside them, read from the warehouse. */
import { type Metric, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { literal } from "../warehouse/bind.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type GlobalSnapshot, readGlobalForecasts } from "./global/read.ts";
import type { Regressors } from "./model.ts";
import type { EffectPriors } from "./regression/priors.ts";
import { type CalendarColumns, regressorsByRegion } from "./regression/regressors.ts";
import { PERCENT, RATE, type Series } from "./series.ts";

/** A series of the fleet with what its forecasts are judged by. */
export interface FleetSeries {
  server_id: string;
  metric: Metric;
  region: string;
  series: Series;
  /** The series where it was observed, NaN where a value was imputed: the only days a forecast is scored on. */
  observed: Float64Array;
  /** The generator's expectation; undefined on real fleets. */
  expected: Pick<Series, "start" | "values"> | undefined;
  /** What global models say of the days after a cutoff (day number), by cutoff and model. */
  global?: ReadonlyMap<number, ReadonlyMap<string, Float64Array>>;
  /** What effects were on other series, as known on a day; absent where not read. */
  priorsAt?(day: number): EffectPriors | undefined;
}

export interface Panel {
  /** By server, then metric. */
  series: FleetSeries[];
  regressors: Map<string, Regressors>;
  /** Day number of the last day of telemetry, of any server. */
  lastDay: number;
}

interface Rows {
  server_id: string;
  metric: Metric;
  region: string;
  rows: number;
}

/** Values by day, from the first row to the last or to a later day; days without a row are NaN. */
function byDay(date: Int32Array, values: Float64Array, until: number): Pick<Series, "start" | "values"> {
  const start = date[0]!;
  const days = new Float64Array(Math.max(date.at(-1)!, until) - start + 1).fill(NaN);
  date.forEach((day, row) => days[day - start] = values[row]!);
  return { start, values: days };
}

/** For each series of a snapshot its rows, cut out of columns that hold all series one after the other. */
async function seriesOf<Column extends string>(
  warehouse: Warehouse,
  snapshot: string,
  servers: readonly string[],
  columns: Readonly<Record<Column, string>>,
  until: number,
): Promise<(Rows & Record<Column, Pick<Series, "start" | "values">>)[]> {
  const chosen = `FROM ${snapshot} JOIN servers ON servers.server_id = ${snapshot}.server_id
    WHERE ${snapshot}.server_id IN (${servers.map(literal).join(", ")})`;
  const index = await warehouse.query<Rows & Record<string, string | number>>(
    `SELECT ${snapshot}.server_id, metric, region, CAST(count(*) AS INTEGER) AS rows ${chosen}
    GROUP BY ${snapshot}.server_id, metric, region ORDER BY ${snapshot}.server_id, metric`,
  );
  const names = Object.keys(columns) as Column[];
  const data = await warehouse.columns(
    `SELECT date, ${names.map((name) => `${columns[name]} AS ${name}`).join(", ")} ${chosen}
    ORDER BY ${snapshot}.server_id, metric, date`,
  );
  const dates = data.date as Int32Array;
  let from = 0;
  return index.map((entry) => {
    const to = from + entry.rows;
    const days = (name: Column) =>
      byDay(dates.subarray(from, to), (data[name] as Float64Array).subarray(from, to), until);
    const cut = Object.fromEntries(names.map((name) => [name, days(name)]));
    from = to;
    return { ...entry, ...cut as Record<Column, Pick<Series, "start" | "values">> };
  });
}

async function readCalendar(warehouse: Warehouse): Promise<Map<string, Regressors>> {
  const columns = await warehouse.columns(
    `SELECT region, date, is_holiday, is_month_end, is_quarter_end, days_to_quarter_end
    FROM calendar ORDER BY region, date`,
  );
  return regressorsByRegion(columns as unknown as CalendarColumns);
}

async function readExpected(warehouse: Warehouse, servers: readonly string[], until: number) {
  const series = await seriesOf(warehouse, "truth", servers, { expected: "CAST(expected AS DOUBLE)" }, until);
  return new Map(series.map(({ server_id, metric, expected }) => [`${server_id}/${metric}`, expected]));
}

/** Day number of the last day of telemetry, of any server. */
export async function readLastDay(warehouse: Warehouse): Promise<number> {
  const [last] = await warehouse.query<{ day: number }>(
    "SELECT CAST(max(date) - DATE '1970-01-01' AS INTEGER) AS day FROM observations",
  );
  return last!.day;
}

/**
 * @param withTruth  whether the snapshot `truth` is there to be read
 * @param global     the snapshot that holds what global models say, if it is to be read
 */
export async function readPanel(
  warehouse: Warehouse,
  servers: readonly string[],
  season: number,
  { withTruth, global: from }: { withTruth: boolean; global?: GlobalSnapshot },
): Promise<Panel> {
  const lastDay = await readLastDay(warehouse);
  // A server that has left ends in missing days: all series end on the same day.
  const read = await seriesOf(warehouse, "observations", servers, {
    value: "value",
    observed: "CASE WHEN flag IN ('observed', 'capped') THEN value END",
  }, lastDay);
  const global = from === undefined ? undefined : await readGlobalForecasts(warehouse, from, servers);
  const expected = withTruth ? await readExpected(warehouse, servers, lastDay) : new Map<string, undefined>();
  const series = read.map(({ server_id, metric, region, value, observed }): FleetSeries => ({
    server_id,
    metric,
    region,
    series: { ...value, season, bounds: PERCENT_METRICS.includes(metric) ? PERCENT : RATE },
    observed: observed.values,
    expected: expected.get(`${server_id}/${metric}`),
    global: global?.get(`${server_id}/${metric}`),
  }));
  return { series, regressors: await readCalendar(warehouse), lastDay };
}

/** The clean series of these servers, by server, then metric, and nothing beside. */
export const readSeries = (warehouse: Warehouse, servers: readonly string[]) =>
  seriesOf(warehouse, "observations", servers, { value: "value" }, -Infinity);
