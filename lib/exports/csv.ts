/**
 * Snapshots as CSV: RFC 4180 (comma, CRLF, quotes doubled), UTF-8 without a mark, the names of the columns first,
 * decimal point, days as YYYY-MM-DD, a missing value as nothing between commas.
 */
import { type ColumnRule, columnRules } from "../pipeline/schemas/rules.ts";
import type { SnapshotSchema } from "../pipeline/schemas/snapshot.ts";
import type { Row, Scalar, Warehouse } from "../warehouse/warehouse.ts";

const LINE_END = "\r\n";

/** Rows that are held at a time. */
const CHUNK_ROWS = 20_000;

/** What spreadsheets take for the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text that no spreadsheet runs: what looks like a formula gets an apostrophe before it. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

const quoted = (text: string): string =>
  text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function written(value: Scalar, { type }: Pick<ColumnRule, "type">): string {
  if (value === null) return "";
  return type === "VARCHAR" ? quoted(guarded(String(value))) : String(value);
}

/** One line for each row, in the order of the columns. */
export function csvLines(
  rows: readonly Row[],
  columns: readonly Pick<ColumnRule, "name" | "type">[],
): string {
  return rows.map((row) =>
    columns.map((column) => written(row[column.name] ?? null, column)).join(",") + LINE_END
  )
    .join("");
}

/** Single precision leaves as text: its own few digits, not the many of the same number in double precision. */
const selected = ({ name, type }: ColumnRule): string =>
  type === "REAL" ? `CAST("${name}" AS VARCHAR) AS "${name}"` : `"${name}"`;

async function* parts(schema: SnapshotSchema, warehouse: Warehouse, total: number): AsyncGenerator<string> {
  const columns = columnRules(schema);
  yield columns.map(({ name }) => name).join(",") + LINE_END;
  const select = `SELECT ${columns.map(selected).join(", ")} FROM ${schema.name}`;
  for (let from = 0; from < total; from += CHUNK_ROWS) {
    // Rows are stored in order of the key, and one thread reads them in that order.
    const count = Math.min(CHUNK_ROWS, total - from);
    yield csvLines(await warehouse.query(`${select} LIMIT ${count} OFFSET ${from}`), columns);
  }
}

/**
 * A snapshot as CSV, read as it is written.
 * @param limit  rows it holds at most; `warn` is told when that leaves some out
 */
export async function csvOf(
  schema: SnapshotSchema,
  warehouse: Warehouse,
  limit: number,
  warn: (message: string) => void,
): Promise<{ bytes: ReadableStream<Uint8Array<ArrayBuffer>>; rows: number }> {
  const [count] = await warehouse.query<{ all: number }>(`SELECT count(*) AS "all" FROM ${schema.name}`);
  const rows = Math.min(count!.all, limit);
  if (rows < count!.all) warn(`the first ${rows} of ${count!.all} rows; ${schema.name}.parquet has all`);
  return {
    bytes: ReadableStream.from(parts(schema, warehouse, rows)).pipeThrough(new TextEncoderStream()),
    rows,
  };
}
