/** Snapshots of a fleet repeated until it has many servers: new names, values a little lower from copy to copy. */
import { openWarehouse } from "../../../lib/warehouse/duckdb.ts";
import { literal } from "../../../lib/warehouse/bind.ts";
import type { Warehouse } from "../../../lib/warehouse/warehouse.ts";

export interface Inflation {
  /** Servers of the fleet that is repeated, and of the one to be made. */
  from: number;
  to: number;
  /** Snapshots to repeat, by the last days that copies of a server keep of them; null keeps all. */
  days: ReadonlyMap<string, number | null>;
}

/** Rewrites the Parquet files of some snapshots that speak of servers; returns how many. */
export async function inflate(folder: string, size: Inflation): Promise<number> {
  const scratch = await Deno.makeTempDir({ prefix: "headroom-inflate-" });
  const warehouse = await openWarehouse({ threads: 2, spillTo: scratch, memoryLimitMib: MEMORY_MIB });
  let rewritten = 0;
  try {
    for (const name of size.days.keys()) {
      if (await inflateFile(warehouse, `${folder}/${name}.parquet`, name, size)) rewritten++;
    }
  } finally {
    warehouse.close();
    await Deno.remove(scratch, { recursive: true });
  }
  return rewritten;
}

/** Enough for the largest sort; what is beyond goes to disk. */
const MEMORY_MIB = 3000;

async function inflateFile(
  warehouse: Warehouse,
  path: string,
  name: string,
  { from, to, days }: Inflation,
): Promise<boolean> {
  const source = `read_parquet(${literal(path)})`;
  const columns = await warehouse.query<{ column_name: string; column_type: string }>(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
  );
  const names = columns.map(({ column_name }) => column_name);
  if (!names.includes("server_id")) return false;
  const kept = days.get(name) ?? null;
  const recent = names.includes("date") && kept !== null
    ? `AND (copy = 0 OR date > (SELECT max(date) FROM ${source}) - ${kept})`
    : "";
  const values = columns.map(({ column_name, column_type }) => copied(column_name, column_type, from));
  const made = `${path}.inflated`;
  // The servers' order is that of the copies of one server: each has its rows beside one another.
  const key = KEY.filter((column) => names.includes(column));
  await warehouse.copyTo(
    `SELECT ${values.join(", ")} FROM ${source} AS own CROSS JOIN range(${
      Math.ceil(to / from)
    }) AS copies(copy)
     WHERE true ${recent} ORDER BY ${key.join(", ")}`,
    made,
  );
  await Deno.rename(made, path);
  return true;
}

/** Columns that snapshots are ordered by, as far as they have them. */
const KEY = [
  "server_id",
  "metric",
  "season",
  "month",
  "week",
  "date",
  "first_date",
  "day",
  "model",
  "known_at",
];

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
