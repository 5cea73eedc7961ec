/** Rows of a panel from a CSV or Parquet file, plain or compressed, each held to account. */
import { literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";
import { Refusal, some } from "./refusal.ts";

// Words that CSV writers use for a missing number.
const MISSING = "('', 'nan', 'na', 'null')";

const isParquet = (path: string): boolean => /\.(parquet|pq)$/i.test(path);

/**
 * SQL that reads the file. CSV comes as text in the columns of its header line, so that nothing about it is guessed:
 * neither types, nor delimiters, nor lines to skip.
 */
function source(path: string, columns: readonly string[]): string {
  if (isParquet(path)) return `read_parquet(${literal(path)})`;
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  return `read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', ` +
    `escape = '"', columns = {${types}})`;
}

/** First line of a CSV file, undefined when it has none. */
async function headerLine(warehouse: DuckDBWarehouse, path: string): Promise<string | undefined> {
  const lines = await warehouse.query<{ line: string }>(
    `SELECT line FROM read_csv(${literal(path)}, header = false, auto_detect = false, delim = '\u0001', ` +
      `quote = '', escape = '', columns = {'line': 'VARCHAR'}) LIMIT 1`,
  );
  return lines[0]?.line;
}

async function columnsOf(warehouse: DuckDBWarehouse, path: string): Promise<string[]> {
  if (isParquet(path)) {
    return (await warehouse.describe(`SELECT * FROM ${source(path, [])}`)).map(({ name }) => name);
  }
  const header = await headerLine(warehouse, path);
  return (header ?? "").split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}

/** How a row is named: by its line in a CSV file, counted from the header's 1; by its number in Parquet. */
export const place = (path: string) => (row: number): string =>
  isParquet(path) ? `row ${row}` : `line ${row + 1}`;

/** SQL expressions, over the file's columns, of what each row needs. */
export interface Names {
  unique_id: string;
  ds: string;
  y: string;
}

const prepared = (path: string, columns: readonly string[], { unique_id, ds, y }: Names): string =>
  `CREATE OR REPLACE TEMP TABLE panel AS
  WITH texts AS (
    SELECT CAST(row_number() OVER () AS INTEGER) AS row,
      CAST(${unique_id} AS VARCHAR) AS unique_id, trim(CAST(${ds} AS VARCHAR)) AS ds,
      trim(CAST(${y} AS VARCHAR)) AS y
    FROM ${source(path, columns)}
  )
  SELECT row, unique_id, ds, y,
    CASE WHEN isfinite(TRY_CAST(ds AS TIMESTAMP)) THEN epoch_ms(TRY_CAST(ds AS TIMESTAMP)) END AS time_ms,
    (y IS NULL OR lower(y) IN ${MISSING}) AS missing,
    CASE WHEN lower(y) NOT IN ${MISSING} THEN TRY_CAST(y AS DOUBLE) END AS value
  FROM texts`;

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
];

async function refuseRows(warehouse: DuckDBWarehouse, path: string): Promise<void> {
  for (const { rule, broken, shown } of RULES) {
    const rows = await warehouse.query<{ row: number; shown: string }>(
      `SELECT row, ${shown} AS shown FROM panel WHERE ${broken} ORDER BY row`,
    );
    if (rows.length === 0) continue;
    const named = rows.map(({ row, shown }) => `${place(path)(row)} (${shown})`);
    throw new Refusal(`Cannot read ${path} as ${rule}: ${some(named)}`);
  }
}

/** What the database cannot read is the file's fault: how it begins to explain is for the person. */
async function refuseUnreadable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = (error as Error).message.split("\n\n")[0]!.split("\n")
      .filter((line) => !/^(Possible fixes|\*)/.test(line))
      .map((line) => line.replace(/^Invalid Input Error: /, ""));
    throw new Refusal(
      `Cannot read ${path} as it must be a whole CSV or Parquet file: ${reason.join("; ")}`,
    );
  }
}

/** The file's columns. @throws Refusal when it cannot be read */
export const readColumns = (warehouse: DuckDBWarehouse, path: string): Promise<string[]> =>
  refuseUnreadable(path, () => columnsOf(warehouse, path));

/**
 * Makes the rows of a file queryable as the table `panel`: row, unique_id, ds, y as they came, time_ms and value
 * (null where missing).
 * @throws Refusal naming the rows that break a rule
 */
export async function loadRows(
  warehouse: DuckDBWarehouse,
  path: string,
  columns: readonly string[],
  names: Names,
): Promise<void> {
  await warehouse.run("SET TimeZone = 'UTC'");
  await refuseUnreadable(path, () => warehouse.run(prepared(path, columns, names)));
  await refuseRows(warehouse, path);
  const [rows] = await warehouse.query<{ count: number }>("SELECT count(*) AS count FROM panel");
  if (rows!.count === 0) throw new Refusal(`Cannot read ${path} as it must have rows: it has none`);
}
