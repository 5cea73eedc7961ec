/** What the live notebook does once an edit is shown: all that no open page waits for. Given up for a newer edit. */
import { fillDownloads } from "./downloads.ts";
import type { Edit } from "./edits.ts";
import { start } from "./ending.ts";
import type { LiveData } from "./live_data.ts";
import { RUN_PIPELINE } from "./live_pipeline.ts";

const REST = [
  "run",
  "--no-check",
  "--allow-read=.",
  "--allow-write=src,observablehq.config.ts",
  "--allow-env",
  "--allow-ffi=node_modules",
  "lib/site/rest.ts",
];

/** What has a process give way to others, where the system knows it. */
const YIELDING = Deno.build.os === "windows" ? [] : ["nice", "-n", "19"];

/** Lines of a type checker's report that a reader takes in. */
const MOST_LINES = 20;

export interface Following {
  profile: string;
  edit: Edit;
  data: LiveData;
  say(line: string): void;
  signal: AbortSignal;
}

/**
 * Makes the pages of single servers, search and downloads, and checks claims and types.
 * @returns what is wrong with the edit although it is shown
 * @throws Error when a step failed; the signal's reason when it was given up
 */
export async function followUp({ profile, edit, data, say, signal }: Following): Promise<string[]> {
  const claims = await deno([...REST, profile, edit.snapshots ? "all" : "claims"], signal);
  if (!claims.success) throw new Error(claims.errors);
  await data.follow();
  const faults = [...linesOf(claims.output), ...await typeFaults(edit, signal)];
  await downloads(profile, edit, say, signal);
  return faults;
}

async function typeFaults({ paths }: Edit, signal: AbortSignal): Promise<string[]> {
  const checked = [];
  for (const path of paths) if (/\.tsx?$/.test(path) && await isFile(path)) checked.push(path);
  if (checked.length === 0) return [];
  const { success, errors } = await deno(["check", "--quiet", ...checked], signal);
  return success ? [] : [linesOf(errors).slice(0, MOST_LINES).join("\n")];
}

/** Files that readers take away hold results and draw charts: both edits may change them. */
async function downloads(
  profile: string,
  { snapshots, paths }: Edit,
  say: Following["say"],
  signal: AbortSignal,
): Promise<void> {
  if (!snapshots && !paths.some((path) => path.startsWith("src/components/"))) return;
  const { success, errors } = await deno(
    [...RUN_PIPELINE, "lib/pipeline/main.ts", "--profile", profile],
    signal,
  );
  if (!success) throw new Error(errors);
  const made = linesOf(errors).filter((line) => line.startsWith("made "));
  made.forEach(say);
  if (made.length > 0) await fillDownloads(profile, new Date());
}

interface Ended {
  success: boolean;
  output: string;
  errors: string;
}

/** Runs Deno behind everything else: the open pages are drawing what has just changed. */
async function deno(args: string[], signal: AbortSignal): Promise<Ended> {
  const [command = Deno.execPath(), ...before] = [...YIELDING, Deno.execPath()];
  const { success, stdout, stderr } = await start(command, {
    args: [...before, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
    signal,
  }).output();
  signal.throwIfAborted();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();
  return { success, output: text(stdout), errors: text(stderr) };
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
