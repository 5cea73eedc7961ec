/** The live notebook ends when it is told to, whatever it is at. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { lastOf } from "./live_copy.ts";
import { type Live, noticed } from "./live_notebook.ts";

/** Milliseconds after which a process that has not ended never will, however busy the machine. */
const PATIENCE = 60_000;

/**
 * Has it begin to make every snapshot anew, which takes minutes, and ends it then. That it ends at once is told
 * from what it leaves undone, not from a clock.
 */
export async function endAtWork(live: Live): Promise<void> {
  const { notebook } = live;
  const folder = await Deno.realPath(live.folder);
  const path = `${folder}/config/fleet.yaml`;
  const text = await Deno.readTextFile(path);
  const edited = text.replace(/^seed: (\d+)/m, (_, seed) => `seed: ${Number(seed) + 1}`);
  assert.notEqual(edited, text, "config/fleet.yaml must name the seed");
  const before = notebook.told.length;
  await Deno.writeTextFile(path, edited);
  await noticed(live, "working", /config\/fleet\.yaml/);
  if (Deno.build.os === "linux") assert.ok((await runningIn(folder)).length > 1, "it is at work");
  const code = await notebook.close();
  assert.equal(code, 0, lastOf(notebook.told));
  const since = notebook.told.slice(before);
  assert.deepEqual(since.filter((line) => line.startsWith("shown after")), [], "it gives up its work");
  // Framework's own esbuild ends once it finds nobody listening.
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && (await runningIn(folder)).length > 0) await delay(100);
  assert.deepEqual(await runningIn(folder), [], "what it started has ended");
  const left = await Array.fromAsync(Deno.readDir(`${folder}/src/data`), ({ name }) => name);
  assert.deepEqual(left.filter((name) => /\.(parquet|json|tmp)$/.test(name)), []);
}

/** Processes at work in a folder, by their command lines; where the system does not show them, none. */
async function runningIn(folder: string): Promise<string[]> {
  if (Deno.build.os !== "linux") return [];
  const found: string[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (await Deno.readLink(`/proc/${name}/cwd`) !== folder) continue;
      found.push((await Deno.readTextFile(`/proc/${name}/cmdline`)).replaceAll("\0", " ").trim());
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return found.filter((command) => command !== "");
}

/** It has ended meanwhile, or is none of ours. */
const isGone = (error: unknown): boolean =>
  error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied ||
  error instanceof Error && error.message.startsWith("No such process");
