/**
 * The process that runs the pipeline for the live notebook, once for each line on stdin; answers with one line of
 * JSON on stdout. Packages are loaded at once, our own code with the first line: a process may wait for the next
 * edit of code with half of its loading done. An edit after that takes a new process.
 */
import type { LiveReply, LiveRequest } from "./live_run.ts";

/** Those that take longest to load. What is missing here is loaded with the code that imports it. */
const PACKAGES = [
  "@duckdb/node-api",
  "yaml",
  "zod",
  "date-holidays",
  "ml-kmeans",
  "hucre/xlsx",
  "seedrandom",
];

type Answering = (request: LiveRequest) => Promise<LiveReply>;

async function loadCode(profile: string): Promise<Answering> {
  try {
    const { liveRuns } = await import("./live_run.ts");
    return liveRuns(profile);
  } catch (error) {
    const reply = { error: error instanceof Error ? error.message : String(error) };
    return () => Promise.resolve(reply);
  }
}

const profile = Deno.args[0];
if (profile === undefined) throw new TypeError("Cannot run the pipeline live as a profile must be named");
await Promise.all(PACKAGES.map((name) => import(name)));
let answer: Answering | undefined;
for await (const line of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  answer ??= await loadCode(profile);
  console.log(JSON.stringify(await answer(line.trim() as LiveRequest)));
}
Deno.exit(0);
