/** Opens a CSV or Parquet file as a table of text, for SQL. */
import { literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { refuseLongLine, type Survey } from "../files/survey.ts";
import { headText, textOf } from "../files/text.ts";
import type { Mapping } from "../mapping.ts";
import { Refusal } from "../refusal.ts";
import { type Shape, shapeOf } from "../shape.ts";
import { type Cells, csvCells, parquetCells, splitLine } from "../table.ts";
import type { Taking } from "./context.ts";

async function columnsOfParquet(warehouse: DuckDBWarehouse, path: string, name: string): Promise<string[]> {
  try {
    return (await warehouse.describe(`SELECT * FROM read_parquet(${literal(path)})`)).map((column) =>
      column.name
    );
  } catch (error) {
    throw new Refusal(
      `Cannot read ${name} as it must be whole Parquet: ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) from += await file.write(bytes.subarray(from));
}

const isReadable = ({ encoding, mixed_ends }: Survey): boolean => encoding === "utf-8" && !mixed_ends;

/** A file the SQL engine can read: UTF-8 with ends of line of one kind, gzip or plain. */
async function asUtf8(path: string, name: string, found: Survey, taking: Taking): Promise<string> {
  if (isReadable(found)) return path;
  const to = `${taking.workspace.scratch}utf8`;
  const file = await Deno.open(to, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  try {
    for await (const text of textOf(path, name, found)) {
      await writeAll(file, encoder.encode(found.mixed_ends ? text.replaceAll("\r", "") : text));
    }
  } finally {
    file.close();
  }
  return to;
}

export interface Table {
  cells: Cells;
  shape: Shape;
}

/** Undefined when the text is no table. */
export async function openCsv(
  path: string,
  name: string,
  found: Survey,
  taking: Taking,
  said?: Mapping,
): Promise<Table | undefined> {
  refuseLongLine(name, found.longest_line, taking.settings.limits);
  const text = headText(found).replace(/^\uFEFF/, "");
  const guessed = shapeOf(text);
  if (said === undefined && guessed === undefined) return undefined;
  const skip_lines = said?.skip_lines ?? guessed!.skip_lines;
  const separator = said?.separator ?? guessed!.separator;
  const header = said === undefined
    ? guessed!.header
    : splitLine(text.split(/\r\n|\n|\r/)[skip_lines] ?? "", separator);
  const shape: Shape = guessed ?? { separator, decimal: ".", skip_lines, header, rows: [] };
  const packed = found.packing === "gzip" && isReadable(found);
  const cells = csvCells(await asUtf8(path, name, found, taking), header, { separator, skip_lines }, packed);
  return { cells, shape };
}

/** @throws Refusal when it is broken */
export async function openParquet(path: string, name: string, taking: Taking): Promise<Table> {
  const header = await columnsOfParquet(taking.warehouse, path, name);
  const cells = parquetCells(path, header);
  const first = await taking.warehouse.query(`SELECT * FROM (${cells.relation}) LIMIT 200`);
  const rows = first.map((row) => header.map((_, index) => String(row[`c${index}`] ?? "")));
  return { cells, shape: { separator: ",", decimal: ".", skip_lines: 0, header, rows } };
}
