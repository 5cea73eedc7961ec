/** The site of a fleet repeated until it has many servers, in a copy of the checkout. */
import { ROOT } from "../../../lib/pipeline/project.ts";
import { NEEDS as SERVER_NEEDS } from "../../../lib/site/servers/read.ts";
import { NEEDS as TABLE_NEEDS } from "../../../lib/site/tables/made_of.ts";
import { inflate } from "./inflate.ts";
import { repeatLists } from "./lists.ts";

const COPIED = [
  "config",
  "lib",
  "loaders",
  "src",
  "package.json",
  "package-lock.json",
  "deno.json",
  "LICENSE",
];
const DATA = ["catalogue", "samples", "snapshots", "manifests"];
const BUILD = `import { siteOf } from "./lib/site/build.ts";
await siteOf({ profile: "default", title: "Headroom", output: "dist" }, [{ text: "Repeated to measure the site." }]);
Deno.exit(0);`;

/** Builds a site for so many servers below a folder, in dist/. */
export async function makeBigSite(folder: string, servers: number): Promise<void> {
  await Deno.mkdir(`${folder}/data`, { recursive: true });
  const paths = [...COPIED, "observablehq.config.ts"].map((name) => ROOT + name);
  await run("cp", ["-r", ...paths, folder]);
  await run("cp", ["-r", ...DATA.map((name) => `${ROOT}data/${name}`), `${folder}/data`]);
  await Deno.symlink(`${ROOT}node_modules`, `${folder}/node_modules`);
  const snapshots = `${folder}/data/snapshots`;
  const from = await repeatLists(snapshots, servers);
  const started = performance.now();
  await inflate(snapshots, { from, to: servers, days: await repeatedDays(folder) });
  // The pipeline carries the weeks of so many servers at most.
  await inflate(`${snapshots}/site`, {
    from,
    to: Math.min(servers, WEEKS_OF),
    days: new Map([["risk_weeks", null]]),
  });
  console.error(`repeated ${from} servers to ${servers} in ${seconds(started)}`);
  const building = performance.now();
  await run("deno", ["eval", "--no-check", BUILD], folder);
  console.error(`built their site in ${seconds(building)}`);
}

/**
 * What the site is made of, by the days that copies keep: of what only the files of single servers hold, few. What
 * nobody but the workbench reads, on request, stays as it is.
 */
async function repeatedDays(folder: string): Promise<Map<string, number | null>> {
  const days = new Map<string, number | null>(SERVER_NEEDS.map((name) => [name, OWN_DAYS]));
  for (const name of [...TABLE_NEEDS, ...await attached(folder)]) days.set(name, null);
  days.set("telemetry", DRAWN_DAYS);
  return days;
}

/** Days of a copy's history and forecast in its file: an original's is measured. */
const OWN_DAYS = 28;
/** Servers whose weeks the slice in loaders/risk_weeks.ts holds. */
const WEEKS_OF = 300;
/** Days that the quality page draws. */
const DRAWN_DAYS = 400;

/** Snapshots that pages beside the workbench attach whole. */
async function attached(folder: string): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { name, isFile } of Deno.readDir(`${folder}/src`)) {
    if (!isFile || !name.endsWith(".md") || name === "sql.md") continue;
    const text = await Deno.readTextFile(`${folder}/src/${name}`);
    for (const [, snapshot] of text.matchAll(/FileAttachment\("data\/(\w+)\.parquet"\)/g)) {
      names.add(snapshot!);
    }
  }
  return names;
}

async function run(command: string, args: string[], cwd?: string): Promise<void> {
  const { code } = await new Deno.Command(command, {
    args,
    stdout: "null",
    stderr: "inherit",
    ...(cwd && { cwd }),
  })
    .output();
  if (code !== 0) throw new Error(`Cannot measure a large fleet as ${command} failed with code ${code}`);
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
