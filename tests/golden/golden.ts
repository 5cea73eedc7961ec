/** Builds the golden fleet and reads what came out, in the form in which it is frozen. */
import { pathsOf } from "../../lib/pipeline/paths.ts";
import { ROOT } from "../../lib/pipeline/project.ts";

export const PROFILE = "golden";
export const FROZEN = new URL("frozen.json", import.meta.url);

/** What is frozen of a snapshot: enough to see that it moved, and how much of it. */
export interface Frozen {
  rows: number;
  columns: string[];
  sha256: string;
}

/** Documents that tell about the checkout itself and not about the fleet. */
const NOT_RESULTS = new Set(["dictionary"]);

/**
 * Runs the pipeline on the golden fleet; returns what it said.
 * @throws Error with what it said when it fails
 */
export async function runPipeline(...args: readonly string[]): Promise<string> {
  const { code, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "-A", `${ROOT}lib/pipeline/main.ts`, "--profile", PROFILE, ...args],
    cwd: ROOT,
    stdout: "null",
    stderr: "piped",
  }).output();
  const said = new TextDecoder().decode(stderr);
  if (code !== 0) throw new Error(said);
  return said;
}

/** @throws Error with what the pipeline said when it fails */
export async function build(): Promise<Record<string, Frozen>> {
  await runPipeline();
  const { manifests } = pathsOf(ROOT, PROFILE);
  const frozen: Record<string, Frozen> = {};
  for await (const { name } of Deno.readDir(manifests)) {
    if (!name.endsWith(".json") || NOT_RESULTS.has(name.slice(0, -".json".length))) continue;
    const { snapshot, rows, columns, sha256 } = JSON.parse(await Deno.readTextFile(manifests + name));
    frozen[snapshot] = { rows, columns, sha256 };
  }
  return Object.fromEntries(Object.entries(frozen).sort(([a], [b]) => a < b ? -1 : 1));
}
