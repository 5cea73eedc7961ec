/** Parts a large fleet's loads by service for the what-if page: it opens with the sums and fetches what a scenario touches. */
import { createHash } from "node:crypto";
import { dayNumber } from "../../calendar/days.ts";
import type { Settings } from "../../config/settings.ts";
import { pathsOf } from "../../pipeline/paths.ts";
import { ROOT } from "../../pipeline/project.ts";
import { bind } from "../../warehouse/bind.ts";
import { type DuckDBWarehouse, openWarehouse } from "../../warehouse/duckdb.ts";
import { stateOf, textOf } from "../kept.ts";
import { remove } from "../publish.ts";
import { isLarge, readQuery } from "../tables/files.ts";
import { type Part, sumsOf, type WhatifIndex } from "./sums.ts";
import { readPart, type WhatifServer } from "./read.ts";

const KEPT = "src/.observablehq/whatif";
const INDEX = `${KEPT}/index.json`;
const MADE_FROM = `${KEPT}/made_from.json`;
const NEEDS = ["servers", "whatif", "forecasts"];
const FILE = /^whatif-\d+\.[0-9a-f]{8}\.parquet$/;
/** Another when the form of the index is. */
const FORM = 2;
/** Days between those that a large fleet's page knows. */
const EVERY = 7;

/** Puts the files where Framework keeps what its data loaders made; made anew when snapshots or settings have changed. */
export async function prepareWhatif(profile: string, settings: Settings, data: string): Promise<void> {
  const { snapshots } = pathsOf(ROOT, profile);
  const present = JSON.stringify([
    FORM,
    await readQuery("whatif"),
    settings.risk,
    settings.site.tables,
    await Promise.all(NEEDS.map((name) => stateOf(`${snapshots}${name}.parquet`))),
  ]);
  if (await textOf(MADE_FROM) !== present) {
    await remove(KEPT);
    await Deno.mkdir(KEPT, { recursive: true });
    await Deno.writeTextFile(INDEX, JSON.stringify(await writeParts(snapshots, settings)));
    await Deno.writeTextFile(MADE_FROM, present);
  }
  for (const name of await filesIn(data)) await remove(`${data}/${name}`);
  await copyTo(data);
  await Deno.copyFile(INDEX, `${data}/whatif_index.json`);
}

/** Copies the files into the built site: the page names them when it runs, which Framework cannot see. */
export async function publishWhatif(output: string): Promise<void> {
  const folder = `${output}/_file/data`;
  await Deno.mkdir(folder, { recursive: true });
  await copyTo(folder);
}

async function copyTo(folder: string): Promise<void> {
  for (const name of await filesIn(KEPT)) await Deno.copyFile(`${KEPT}/${name}`, `${folder}/${name}`);
}

async function writeParts(snapshots: string, settings: Settings): Promise<WhatifIndex> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const name of NEEDS) await warehouse.attach(name, `${snapshots}${name}.parquet`);
    if (!await isLarge(warehouse, settings.site.tables.most)) {
      return { base: null, horizon: null, files: {} };
    }
    const servers = await warehouse.query<WhatifServer>("SELECT * FROM servers ORDER BY service, server_id");
    const [first] = await warehouse.query("SELECT min(date) AS date FROM forecasts");
    const today = dayNumber(String(first?.["date"])) - 1;
    const files: Record<string, { name: string; bytes: number }> = {};
    const parts: Part[] = [];
    for (const [service, own] of Map.groupBy(servers, (server) => server.service)) {
      const name = await writePart(warehouse, service, Object.keys(files).length + 1);
      const path = `${KEPT}/${name}`;
      files[service] = { name, bytes: (await Deno.stat(path)).size };
      parts.push(await readPart(warehouse, path, { servers: own, today, rules: settings.risk }));
    }
    return { ...sumsOf(parts), files };
  } finally {
    warehouse.close();
  }
}

/** Its name carries the hash of its content, so that browsers may keep it. */
async function writePart(warehouse: DuckDBWarehouse, service: string, place: number): Promise<string> {
  const made = `${KEPT}/part.tmp`;
  await warehouse.copyTo(bind(await readQuery("whatif"), { large: true, service, every: EVERY }), made);
  const hash = createHash("sha256").update(await Deno.readFile(made)).digest("hex").slice(0, 8);
  const name = `whatif-${place}.${hash}.parquet`;
  await Deno.rename(made, `${KEPT}/${name}`);
  return name;
}

async function filesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (FILE.test(name)) names.push(name);
  return names;
}
