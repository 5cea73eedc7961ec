/** Runs Observable Framework, which needs Node, with the settings it is to use. */
import { dirname } from "node:path";
import { start } from "./ending.ts";

/** Read by observablehq.config.ts. */
const TITLE = "src/.observablehq/title.json";
const COMMAND = "node_modules/@observablehq/framework/dist/bin/observable.js";

/** What Framework and its data loaders are told through the environment. */
export interface FrameworkOptions {
  profile: string;
  title: string;
  /** Folder the site is built into. */
  output: string;
}

/**
 * Builds the site into `output`.
 * @throws Error with the end of Framework's log when it fails
 */
export async function buildPages(options: FrameworkOptions): Promise<void> {
  await writeTitle(options.title);
  const { code, stdout, stderr } = await start("node", {
    args: [COMMAND, "build"],
    env: environment(options),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (code === 0) return;
  const log = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  throw new Error(`Cannot build the pages as Framework ended with code ${code}:\n${lastLines(log, 25)}`);
}

/**
 * Starts the live preview.
 * @param notices  address at which its pages learn what becomes of edits
 */
export async function startPreview(
  options: FrameworkOptions,
  port: number,
  notices: string,
): Promise<Deno.ChildProcess> {
  await writeTitle(options.title);
  return start("node", {
    args: [COMMAND, "preview", "--no-open", "--host", "127.0.0.1", "--port", String(port)],
    env: { ...environment(options), HEADROOM_NOTICES: notices },
    stdin: "null",
    stdout: "piped",
  });
}

/** Gives Framework the title in force: of the profile, which its configuration file does not know. */
export async function writeTitle(title: string): Promise<void> {
  await Deno.mkdir(dirname(TITLE), { recursive: true });
  await Deno.writeTextFile(TITLE, JSON.stringify(title));
}

/** Has Framework read its configuration again and its pages reload. */
export async function touchConfiguration(): Promise<void> {
  await Deno.utime("observablehq.config.ts", new Date(), new Date());
}

function environment({ profile, output }: FrameworkOptions): Record<string, string> {
  return {
    HEADROOM_PROFILE: profile,
    HEADROOM_OUTPUT: output,
    HEADROOM_DENO: Deno.execPath(),
    // The pipeline has just run, so data loaders need only hand over what it made.
    HEADROOM_FRESH: "1",
    OBSERVABLE_TELEMETRY_DISABLE: "true",
  };
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
