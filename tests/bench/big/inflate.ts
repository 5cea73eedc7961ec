/** Snapshots of a fleet repeated until it has many servers: new names, values a little lower from copy to copy. */
import { openWarehouse } from "../../../lib/warehouse/duckdb.ts";
import { literal } from "../../../lib/warehouse/bind.ts";
import type { Warehouse } from "../../../lib/warehouse/warehouse.ts";

/** Days that copies keep of what only the pages of single servers read: an original is measured there. */
const COPIED_DAYS = 28;

export interface Inflation {
  /** Servers of the fleet that is repeated, and of the one to be made. */
  from: number;
  to: number;
}

/** Whether a file is large only on the page of one server or in the workbench, which fetch it on request. */
export type IsDetail = (name: string) => boolean;

/** Rewrites the Parquet files of a folder that speak of servers; returns how many. */
export async function inflate(folder: string, size: Inflation, isDetail: IsDetail): Promise<number> {
  const warehouse = await openWarehouse({ threads: 2 });
  let rewritten = 0;
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !name.endsWith(".parquet")) continue;
      if (await inflateFile(warehouse, `${folder}/${name}`, size, isDetail)) rewritten++;
    }
  } finally {
    warehouse.close();
  }
  return rewritten;
}

async function inflateFile(
  warehouse: Warehouse,
  path: string,
  { from, to }: Inflation,
  isDetail: IsDetail,
): Promise<boolean> {
  const source = `read_parquet(${literal(path)})`;
  const columns = await warehouse.query<{ column_name: string; column_type: string }>(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
  );
  if (!columns.some(({ column_name }) => column_name === "server_id")) return false;
  const dated = columns.some(({ column_name }) => column_name === "date");
  const name = path.slice(path.lastIndexOf("/") + 1, -".parquet".length);
  const recent = dated && isDetail(name)
    ? `AND (copy = 0 OR date > (SELECT max(date) FROM ${source}) - ${COPIED_DAYS})`
    : "";
  const copies = Math.ceil(to / from);
  const values = columns.map(({ column_name, column_type }) => copied(column_name, column_type, from));
  const made = `${path}.inflated`;
  // The servers' order is that of the copies of one server: each has its rows beside one another.
  await warehouse.copyTo(
    `SELECT ${values.join(", ")} FROM ${source} AS own CROSS JOIN range(${copies}) AS copies(copy)
     WHERE true ${recent} ORDER BY ALL`,
    made,
  );
  await Deno.rename(made, path);
  return true;
}

/** A column of a copy: names get the copy's number, places follow those before, measures are a little lower. */
function copied(name: string, type: string, servers: number): string {
  const column = `"${name}"`;
  if (name === "server_id") {
    return `CASE WHEN copy = 0 THEN ${column} ELSE ${column} || '-' || copy END AS ${column}`;
  }
  if (name === "priority") return `CAST(${column} + copy * ${5 * servers} AS ${type}) AS ${column}`;
  const measured = /^(DOUBLE|FLOAT)/.test(type);
  return measured ? `CAST(${column} * (1 - 0.001 * (copy % 20)) AS ${type}) AS ${column}` : column;
}
