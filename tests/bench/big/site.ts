/** The site of a fleet repeated until it has many servers, in a copy of the checkout. */
import { ROOT } from "../../../lib/pipeline/project.ts";
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
  const isDetail = await detailTest(folder);
  const started = performance.now();
  await inflate(snapshots, { from, to: servers }, isDetail);
  await inflate(`${snapshots}/site`, { from, to: servers }, isDetail);
  console.error(`repeated ${from} servers to ${servers} in ${seconds(started)}`);
  const building = performance.now();
  await run("deno", ["eval", "--no-check", BUILD], folder);
  console.error(`built their site in ${seconds(building)}`);
}

/** Detail is what no page but the workbench attaches: files of single servers are made from it. */
async function detailTest(folder: string): Promise<(name: string) => boolean> {
  const attached = new Set<string>();
  for await (const { name, isFile } of Deno.readDir(`${folder}/src`)) {
    if (!isFile || !name.endsWith(".md") || name === "sql.md") continue;
    const text = await Deno.readTextFile(`${folder}/src/${name}`);
    for (const [, snapshot] of text.matchAll(/FileAttachment\("data\/(\w+)\.parquet"\)/g)) {
      attached.add(snapshot!);
    }
  }
  return (name) => !attached.has(name);
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
