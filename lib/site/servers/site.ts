/** Hands what is made of single servers to Framework, and to the site what Framework does not see. */
import type { Settings } from "../../config/settings.ts";
import { remove } from "../publish.ts";
import { type ServerIndex, writeServers } from "./files.ts";

const WORK = "src/.observablehq";
/** Where Framework keeps what the page loader src/servers/[server].md.ts makes. */
const PAGE_CACHE = `${WORK}/cache/servers`;
/** Read by observablehq.config.ts, which decides with it which pages there are. */
const INDEX = `${WORK}/servers.json`;

/** Files of single servers by their names. */
const DETAIL = /^server-\d+\.[0-9a-f]{8}\.json$/;

/** Fills Framework's caches, so that it starts no process for any server. What was there stays until then. */
export async function prepareServers(profile: string, settings: Settings, data: string): Promise<void> {
  const before = await detailsIn(data);
  await Deno.mkdir(PAGE_CACHE, { recursive: true });
  const index = await writeServers(profile, settings, { data, pages: PAGE_CACHE });
  await Deno.writeTextFile(INDEX, JSON.stringify(index));
  await Deno.writeTextFile(`${data}/server_index.json`, JSON.stringify(pageIndexOf(index)));
  const pages = new Set(index.pages === "each" ? index.servers.map((name) => `${name}.md`) : []);
  for await (const { name } of Deno.readDir(PAGE_CACHE)) {
    if (!pages.has(name)) await remove(`${PAGE_CACHE}/${name}`);
  }
  const details = new Set(index.files);
  for (const file of before) if (!details.has(file)) await remove(`${data}/${file}`);
}

/** What pages fetch of the index: of each file's name, "server-⟨place⟩.⟨hash⟩.json", the hash. */
export function pageIndexOf({ servers, files, first }: ServerIndex): {
  first: string | null;
  servers: readonly string[];
  hashes: string;
} {
  return { first, servers, hashes: files.map((file) => file.split(".")[1]).join("") };
}

/** What the last {@link prepareServers} found. */
export async function readServerIndex(): Promise<ServerIndex> {
  return JSON.parse(await Deno.readTextFile(INDEX));
}

/** Copies the files of single servers into the built site: pages name them when they run, which Framework cannot see. */
export async function publishServers(data: string, output: string): Promise<void> {
  const folder = `${output}/_file/data`;
  await Deno.mkdir(folder, { recursive: true });
  for (const file of await detailsIn(data)) await Deno.copyFile(`${data}/${file}`, `${folder}/${file}`);
}

async function detailsIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (DETAIL.test(name)) names.push(name);
  return names;
}
