/** The loads of the what-if page as the recomputation takes them: columns as arrays, without a row object for each day. */
import { readParquet } from "./parquet.js";
import type { ArrowTable } from "./rows.js";
import { siteHref } from "./site_link.js";

interface Vector {
  get(index: number): unknown;
  toArray(): ArrayLike<number>;
}

/** What reads the narrow form; the page passes it from the bundle of lib/whatif. */
type LoadsOf = (day: ArrayLike<number>, column: (name: string) => ArrayLike<number>) => ArrayLike<number>[];

/** Columns of files of loads, one after another. */
export function staircases(tables: readonly ArrowTable[], loadsOf: LoadsOf) {
  const parts = tables.map((table) => columnsOf(table, loadsOf));
  const from = parts.map((_, index) => parts.slice(0, index).reduce((rows, { day }) => rows + day.length, 0));
  const text = (name: "server_id" | "metric") => (row: number) => {
    const part = from.findLastIndex((start) => start <= row);
    return parts[part]![name](row - from[part]!);
  };
  return {
    server_id: text("server_id"),
    metric: text("metric"),
    day: joined(parts.map(({ day }) => day)),
    loads: Array.from(parts[0]?.loads ?? [], (_, column) => joined(parts.map(({ loads }) => loads[column]!))),
  };
}

function columnsOf(table: ArrowTable, loadsOf: LoadsOf) {
  const column = (name: string) => table.getChild(name) as Vector | null;
  const values = (name: string) => column(name)?.toArray() ?? [];
  const text = (name: string) => {
    const vector = column(name);
    return (row: number) => String(vector?.get(row));
  };
  const day = values("day");
  return { server_id: text("server_id"), metric: text("metric"), day, loads: loadsOf(day, values) };
}

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** Files once fetched; a scenario that grows asks for most of them again. */
const fetched = new Map<string, Promise<ArrowTable>>();

/**
 * The loads of some services, fetched as they are asked for.
 * @throws Error when the site does not have one
 */
export async function partsOf(
  files: Readonly<Record<string, string>>,
  services: readonly string[],
): Promise<ArrowTable[]> {
  return await Promise.all(services.map((service) => {
    const file = files[service]!;
    const table = fetched.get(file) ?? fetchTable(file);
    fetched.set(file, table);
    return table;
  }));
}

async function fetchTable(file: string): Promise<ArrowTable> {
  const response = await fetch(siteHref(`_file/data/${file}`));
  if (!response.ok) {
    throw new Error(
      `Cannot work out the scenario as its loads must be there: ${file} (status ${response.status})`,
    );
  }
  return await readParquet(new Uint8Array(await response.arrayBuffer()));
}
