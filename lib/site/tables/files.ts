/** Tables that pages fetch in place of whole snapshots: the columns they show and, in a large fleet, the rows. */
import type { Settings } from "../../config/settings.ts";
import { pathsOf } from "../../pipeline/paths.ts";
import { ROOT } from "../../pipeline/project.ts";
import { bind } from "../../warehouse/bind.ts";
import { type DuckDBWarehouse, openWarehouse } from "../../warehouse/duckdb.ts";
import type { Scalar } from "../../warehouse/warehouse.ts";
import { stateOf, textOf } from "../kept.ts";
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
  const present = await ingredients(snapshots, settings);
  const before = await madeFrom();
  const stale = Object.keys(TABLES).filter((name) => before[name] !== present[name]);
  if (stale.length > 0) {
    await Deno.mkdir(KEPT, { recursive: true });
    // Forgotten first: what is broken off half-way is made again.
    const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !stale.includes(name)));
    await Deno.writeTextFile(MADE_FROM, JSON.stringify(kept));
    await writeTables(snapshots, settings, stale);
    await Deno.writeTextFile(MADE_FROM, JSON.stringify(present));
  }
  await Deno.mkdir(`${data}/${FOLDER}`, { recursive: true });
  for (const name of Object.keys(TABLES)) {
    const path = `${data}/${FOLDER}/${name}.parquet`;
    await Deno.copyFile(tablePath(name), path);
    await Deno.utime(path, made, made);
  }
}

/** What each table is made from, by its name. */
type Ingredients = Readonly<Record<string, string>>;

async function ingredients(snapshots: string, settings: Settings): Promise<Ingredients> {
  const state = (name: string) => stateOf(`${snapshots}${name}.parquet`);
  const shared = [
    await readQuery("drawn_series"),
    settings.site.tables,
    settings.anomalies.budget,
    await state("servers"),
  ];
  const each = Object.entries(TABLES).map(async ([name, sources]) => [
    name,
    JSON.stringify([shared, await readQuery(name), await Promise.all(sources.map(state))]),
  ]);
  return Object.fromEntries(await Promise.all(each));
}

async function madeFrom(): Promise<Ingredients> {
  const text = await textOf(MADE_FROM);
  return text === null ? {} : JSON.parse(text);
}

/** Where a table lies once it is made. */
export const tablePath = (name: string): string => `${KEPT}/${name}.parquet`;

export const readQuery = (name: string): Promise<string> => Deno.readTextFile(`${QUERIES}/${name}.sql`);

async function writeTables(snapshots: string, settings: Settings, names: readonly string[]): Promise<void> {
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
    for (const name of names) {
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
