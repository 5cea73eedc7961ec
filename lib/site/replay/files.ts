/** Writes the files that the models page fetches to replay a series: one per series, one per metric and model. */
import { createHash } from "node:crypto";
import { pathsOf } from "../../pipeline/paths.ts";
import { ROOT } from "../../pipeline/project.ts";
import { openWarehouse } from "../../warehouse/duckdb.ts";
import { stateOf, textOf } from "../kept.ts";
import { remove } from "../publish.ts";
import { boundQuantiles, NEEDS, replayedSeries, serversIn } from "./read.ts";

/** Which file holds what; a page loads it whole. */
export interface ReplayIndex {
  /** Files by server and metric. */
  series: Record<string, Record<string, string>>;
  /** Files of quantiles by metric and model. */
  quantiles: Record<string, Record<string, string>>;
}

/** Kept between builds: the files change only with the forecasts. */
const KEPT = "src/.observablehq/replay";
const INDEX = `${KEPT}/index.json`;
const MADE_FROM = `${KEPT}/made_from.json`;
/** Servers read at once: enough to make queries cheap, few enough for memory. */
const BATCH = 50;

const FILE = /^replay-.+\.[0-9a-f]{8}\.json$/;

/** Puts the files where Framework keeps what its data loaders made; made anew when the snapshots have changed. */
export async function prepareReplay(profile: string, data: string): Promise<void> {
  const { snapshots } = pathsOf(ROOT, profile);
  const present = JSON.stringify(
    await Promise.all(NEEDS.map((name) => stateOf(`${snapshots}${name}.parquet`))),
  );
  if (await textOf(MADE_FROM) !== present) {
    await remove(KEPT);
    await Deno.mkdir(KEPT, { recursive: true });
    await Deno.writeTextFile(INDEX, JSON.stringify(await writeReplay(snapshots)));
    await Deno.writeTextFile(MADE_FROM, present);
  }
  for (const name of await filesIn(data)) await remove(`${data}/${name}`);
  await copyTo(data);
  await Deno.copyFile(INDEX, `${data}/replay_index.json`);
}

/** Copies the files into the built site: the page names them when it runs, which Framework cannot see. */
export async function publishReplay(output: string): Promise<void> {
  const folder = `${output}/_file/data`;
  await Deno.mkdir(folder, { recursive: true });
  await copyTo(folder);
}

async function copyTo(folder: string): Promise<void> {
  for (const name of await filesIn(KEPT)) await Deno.copyFile(`${KEPT}/${name}`, `${folder}/${name}`);
}

async function writeReplay(snapshots: string): Promise<ReplayIndex> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const name of NEEDS) await warehouse.attach(name, `${snapshots}${name}.parquet`);
    const index: ReplayIndex = { series: {}, quantiles: {} };
    const servers = await serversIn(warehouse);
    for (let start = 0; start < servers.length; start += BATCH) {
      const names = servers.slice(start, start + BATCH);
      for (const series of await replayedSeries(warehouse, names[0]!, names.at(-1)!)) {
        const place = servers.indexOf(series.server_id) + 1;
        (index.series[series.server_id] ??= {})[series.metric] = await write(
          `${place}-${series.metric}`,
          series,
        );
      }
    }
    for (const { metric, model, quantiles } of await boundQuantiles(warehouse)) {
      (index.quantiles[metric] ??= {})[model] = await write(`quantiles-${metric}-${model}`, quantiles);
    }
    return index;
  } finally {
    warehouse.close();
  }
}

/** Its name carries the hash of its content, so that browsers may keep it. */
async function write(name: string, content: unknown): Promise<string> {
  const text = JSON.stringify(content);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const file = `replay-${name}.${hash}.json`;
  await Deno.writeTextFile(`${KEPT}/${file}`, text);
  return file;
}

async function filesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (FILE.test(name)) names.push(name);
  return names;
}
