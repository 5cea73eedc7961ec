/** Tables that pages fetch in place of whole snapshots: the columns they show and, in a large fleet, the rows. */
import type { Settings } from "../../config/settings.ts";
import { pathsOf } from "../../pipeline/paths.ts";
import { ROOT } from "../../pipeline/project.ts";
import { bind } from "../../warehouse/bind.ts";
import { type DuckDBWarehouse, openWarehouse } from "../../warehouse/duckdb.ts";
import type { Scalar } from "../../warehouse/warehouse.ts";
import { stateOf, textOf } from "../kept.ts";
import { remove } from "../publish.ts";
import { NEEDS, TABLES } from "./made_of.ts";

const QUERIES = "lib/site/tables";
/** Kept between builds: they change only with their snapshots, settings or queries. */
const KEPT = "src/.observablehq/tables";
const MADE_FROM = `${KEPT}/made_from.json`;

/** Address of a table below src/data/, without the ending. */
export const FOLDER = "pages";

/** Puts the tables where Framework keeps what its data loaders made. @param made  time by which they are newer than a loader */
export async function prepareTables(
  profile: string,
  settings: Settings,
  data: string,
  made: Date,
): Promise<void> {
  const { snapshots } = pathsOf(ROOT, profile);
  const queries = await Promise.all(["drawn_series", ...Object.keys(TABLES)].map(readQuery));
  const present = JSON.stringify([
    queries,
    settings.site.tables,
    settings.anomalies.budget,
    await Promise.all(NEEDS.map((name) => stateOf(`${snapshots}${name}.parquet`))),
  ]);
  if (await textOf(MADE_FROM) !== present) {
    await remove(KEPT);
    await Deno.mkdir(KEPT, { recursive: true });
    await writeTables(snapshots, settings);
    await Deno.writeTextFile(MADE_FROM, present);
  }
  await Deno.mkdir(`${data}/${FOLDER}`, { recursive: true });
  for (const name of Object.keys(TABLES)) {
    const path = `${data}/${FOLDER}/${name}.parquet`;
    await Deno.copyFile(tablePath(name), path);
    await Deno.utime(path, made, made);
  }
}

/** Where a table lies once it is made. */
export const tablePath = (name: string): string => `${KEPT}/${name}.parquet`;

export const readQuery = (name: string): Promise<string> => Deno.readTextFile(`${QUERIES}/${name}.sql`);

async function writeTables(snapshots: string, settings: Settings): Promise<void> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const name of NEEDS) await warehouse.attach(name, `${snapshots}${name}.parquet`);
    await warehouse.run(`CREATE TABLE drawn_series AS ${await readQuery("drawn_series")}`);
    const values = {
      large: await isLarge(warehouse, settings.site.tables.most),
      recent_days: settings.anomalies.budget.days,
      // Parts of a large fleet are files of their own: see ../whatif.
      service: null,
      every: 1,
    };
    for (const name of Object.keys(TABLES)) {
      await warehouse.copyTo(bindNamed(await readQuery(name), values), tablePath(name));
    }
  } finally {
    warehouse.close();
  }
}

/** Whether a fleet has more servers than pages carry whole. */
export async function isLarge(warehouse: DuckDBWarehouse, most: number): Promise<boolean> {
  const [row] = await warehouse.query("SELECT count(*) AS servers FROM servers");
  return Number(row?.["servers"]) > most;
}

/** Binds what a query names of the values there are. */
export function bindNamed(query: string, values: Readonly<Record<string, Scalar>>): string {
  return bind(
    query,
    Object.fromEntries(Object.entries(values).filter(([name]) => query.includes(`:${name}`))),
  );
}
