/** Rows of a panel from a CSV or Parquet file, plain or compressed, each held to account. */
import { literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";
import { type PanelFile, place } from "./file.ts";
import { Refusal, some } from "./refusal.ts";

// Words that CSV writers use for a missing number.
const MISSING = "('', 'nan', 'na', 'null')";

const DELIMITERS = [",", ";", "\t"];

/** What parts the columns of a CSV file: a comma, or what its header line has in place of one. */
const delimiterOf = (header: string): string => DELIMITERS.find((mark) => header.includes(mark)) ?? ",";

/**
 * SQL that reads the file. CSV comes as text in the columns of its header line, so that nothing about it is guessed:
 * neither types nor lines to skip.
 */
function source(file: PanelFile, columns: readonly string[], delimiter: string): string {
  if (file.kind === "parquet") return `read_parquet(${literal(file.path)})`;
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  return `read_csv(${plainly(file)}, header = true, delim = ${literal(delimiter)}, ` +
    `quote = '"', escape = '"', columns = {${types}})`;
}

/** A CSV file as it is, nothing of it guessed. */
const plainly = ({ path }: PanelFile): string =>
  `${literal(path)}, auto_detect = false, compression = 'none'`;

/** First line of a CSV file, undefined when it has none. */
async function headerLine(warehouse: DuckDBWarehouse, file: PanelFile): Promise<string | undefined> {
  const lines = await warehouse.query<{ line: string }>(
    `SELECT line FROM read_csv(${plainly(file)}, header = false, delim = '\u0001', ` +
      `quote = '', escape = '', columns = {'line': 'VARCHAR'}) LIMIT 1`,
  );
  return lines[0]?.line;
}

async function columnsOf(warehouse: DuckDBWarehouse, file: PanelFile): Promise<string[]> {
  if (file.kind === "parquet") {
    return (await warehouse.describe(`SELECT * FROM ${source(file, [], ",")}`)).map(({ name }) => name);
  }
  const header = await headerLine(warehouse, file) ?? "";
  const columns = header.split(delimiterOf(header)).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  const twice = columns.filter((name, index) =>
    columns.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index
  );
  if (twice.length > 0) {
    throw new Refusal(
      `Cannot read ${file.name} as each column must have a name of its own: ${some(twice)} twice`,
    );
  }
  return columns;
}

/** SQL expressions, over the file's columns, of what each row needs. */
export interface Names {
  unique_id: string;
  ds: string;
  y: string;
}

// A time of day and then how far it is from UTC.
const ZONED = "length(ds) > 16 AND regexp_matches(ds, ':\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)$')";
// DuckDB reads a distance only right after seconds.
const CLOSE = "regexp_replace(ds, '\\s+(Z|[+-][\\d:]+)$', '\\1')";
const WITH_SECONDS = `regexp_replace(${CLOSE}, '([T ]\\d\\d:\\d\\d)(Z|[+-][\\d:]+)$', '\\1:00\\2')`;
const WRITTEN = `TRY_CAST(CASE WHEN ${ZONED} THEN ${WITH_SECONDS} ELSE ds END AS TIMESTAMP)`;
// Where a semicolon or a tab parts the columns, a comma may part whole numbers from their fractions.
const DECIMAL_COMMA = "regexp_matches(y, '^[+-]?\\d+,\\d+$')";

const prepared = (
  file: PanelFile,
  columns: readonly string[],
  { unique_id, ds, y }: Names,
  delimiter: string,
) =>
  `CREATE OR REPLACE TEMP TABLE panel AS
  WITH texts AS (
    SELECT CAST(row_number() OVER () AS INTEGER) AS row,
      CAST(${unique_id} AS VARCHAR) AS unique_id, trim(CAST(${ds} AS VARCHAR)) AS ds,
      trim(CAST(${y} AS VARCHAR)) AS y
    FROM ${source(file, columns, delimiter)}
  )
  SELECT row, unique_id, ds, y, ${ZONED} AS zoned,
    CASE WHEN isfinite(${WRITTEN}) THEN epoch_ms(${WRITTEN}) END AS time_ms,
    (y IS NULL OR lower(y) IN ${MISSING}) AS missing,
    ${delimiter === "," ? "false" : DECIMAL_COMMA} AS decimal_comma,
    CASE WHEN decimal_comma THEN TRY_CAST(replace(y, ',', '.') AS DOUBLE)
      WHEN lower(y) NOT IN ${MISSING} THEN TRY_CAST(y AS DOUBLE) END AS value
  FROM texts`;

/** Words of a delimiter. */
const SPOKEN: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs" };

/**
 * Times with a distance from UTC: days keep the date that is written, all else is counted in UTC, where no hour
 * comes twice.
 */
async function settleZones(warehouse: DuckDBWarehouse): Promise<string[]> {
  const [found] = await warehouse.query<{ zoned: number; timed: number }>(
    `SELECT CAST(count(*) FILTER (zoned) AS INTEGER) AS zoned,
      CAST(count(*) FILTER (zoned AND time_ms % 86400000 <> 0) AS INTEGER) AS timed FROM panel`,
  );
  const { zoned, timed } = found!;
  if (zoned === 0) return [];
  if (timed === 0) return [`${zoned} dates with a distance from UTC: taken as the days they name`];
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE panel AS SELECT * REPLACE (
      CASE WHEN zoned THEN epoch_ms(TRY_CAST(${WITH_SECONDS} AS TIMESTAMPTZ)) ELSE time_ms END AS time_ms) FROM panel`,
  );
  return [`${zoned} times with a distance from UTC: counted, and forecast, in UTC`];
}

async function repairs(warehouse: DuckDBWarehouse, delimiter: string): Promise<string[]> {
  const [found] = await warehouse.query<{ commas: number }>(
    "SELECT CAST(count(*) FILTER (decimal_comma) AS INTEGER) AS commas FROM panel",
  );
  return [
    ...(delimiter === "," ? [] : [`columns parted by ${SPOKEN[delimiter]}`]),
    ...(found!.commas === 0 ? [] : [`${found!.commas} values with a decimal comma`]),
    ...await settleZones(warehouse),
  ];
}

/** Rules that each row must keep, and the rows that break them. */
const RULES: readonly { rule: string; broken: string; shown: string }[] = [
  {
    rule: "every row needs a unique_id",
    broken: "unique_id IS NULL OR trim(unique_id) = ''",
    shown: "'empty'",
  },
  {
    rule: "ds must be a date or time",
    broken: "time_ms IS NULL",
    shown: `COALESCE('"' || ds || '"', 'empty')`,
  },
  {
    rule: "y must be a number or empty",
    broken: "NOT missing AND (value IS NULL OR NOT isfinite(value))",
    shown: `'"' || y || '"'`,
  },
  {
    // The square of more is no number.
    rule: "y must lie between -1e150 and 1e150",
    broken: "abs(value) > 1e150",
    shown: `'"' || y || '"'`,
  },
];

async function refuseRows(warehouse: DuckDBWarehouse, file: PanelFile): Promise<void> {
  for (const { rule, broken, shown } of RULES) {
    const rows = await warehouse.query<{ row: number; shown: string }>(
      `SELECT row, ${shown} AS shown FROM panel WHERE ${broken} ORDER BY row`,
    );
    if (rows.length === 0) continue;
    const named = rows.map(({ row, shown }) => `${place(file)(row)} (${shown})`);
    throw new Refusal(`Cannot read ${file.name} as ${rule}: ${some(named)}`);
  }
}

const SHOWN = 300;

/** Text without what a terminal cannot show. */
const printable = (text: string): string =>
  [...text].filter((character) => /[\p{L}\p{N}\p{P}\p{S} ]/u.test(character)).join("").slice(0, SHOWN);

/** What the database cannot read is the file's fault: how it begins to explain is for the person. */
async function refuseUnreadable<T>(file: PanelFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = (error as Error).message.split("\n\n")[0]!.split("\n")
      .filter((line) => !/^(Possible fixes|\*)/.test(line))
      .map((line) => line.replace(/^Invalid Input Error: /, ""));
    throw new Refusal(
      `Cannot read ${file.name} as it must be a whole CSV or Parquet file: ${printable(reason.join("; "))}`,
    );
  }
}

/** The file's columns. @throws Refusal when it cannot be read */
export const readColumns = (warehouse: DuckDBWarehouse, file: PanelFile): Promise<string[]> =>
  refuseUnreadable(file, () => columnsOf(warehouse, file));

/**
 * Makes the rows of a file queryable as the table `panel`: row, unique_id, ds, y as they came, time_ms and value
 * (null where missing).
 * @returns what was unusual about the file and how it was read
 * @throws Refusal naming the rows that break a rule
 */
export async function loadRows(
  warehouse: DuckDBWarehouse,
  file: PanelFile,
  columns: readonly string[],
  names: Names,
): Promise<string[]> {
  await warehouse.run("SET TimeZone = 'UTC'");
  const header = file.kind === "parquet"
    ? undefined
    : await refuseUnreadable(file, () => headerLine(warehouse, file));
  const delimiter = delimiterOf(header ?? "");
  await refuseUnreadable(file, () => warehouse.run(prepared(file, columns, names, delimiter)));
  await refuseRows(warehouse, file);
  const [rows] = await warehouse.query<{ count: number }>("SELECT count(*) AS count FROM panel");
  if (rows!.count === 0) throw new Refusal(`Cannot read ${file.name} as it must have rows: it has none`);
  return await repairs(warehouse, delimiter);
}
