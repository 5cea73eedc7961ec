/** Copies of the checkout in which snapshots are made from scratch, so that its own stay as they are. */
import type { RunLog } from "../../lib/pipeline/engine.ts";
import { readPhases, ROOT } from "../../lib/pipeline/project.ts";

/** All that a run reads; the packages are linked. */
const COPIED = ["config", "lib", "loaders", "package.json", "package-lock.json", "deno.json"];

/** Clean series: what forecasting begins with. */
export const BEGIN = "observations";

async function run(command: string, args: string[], options: Deno.CommandOptions = {}): Promise<void> {
  const { code } = await new Deno.Command(command, { args, stdout: "null", stderr: "inherit", ...options })
    .output();
  if (code !== 0) throw new Error(`Cannot measure as ${command} ${args.join(" ")} failed`);
}

/** Gives a copy of the checkout without snapshots, and removes it afterwards. */
export async function inCopy<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "headroom-bench-" });
  try {
    await run("cp", ["-r", ...COPIED.map((name) => ROOT + name), folder]);
    await Deno.mkdir(`${folder}/data`);
    await run("cp", ["-r", `${ROOT}data/catalogue`, `${folder}/data`]);
    await Deno.symlink(`${ROOT}node_modules`, `${folder}/node_modules`);
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Makes snapshots in a copy; returns what the engine measured. */
export async function makeIn(
  folder: string,
  snapshots: readonly string[],
  env: Record<string, string> = {},
): Promise<RunLog> {
  await run("deno", ["run", "--no-check", "-A", `${folder}/lib/pipeline/main.ts`, ...snapshots], {
    cwd: folder,
    env,
  });
  return JSON.parse(await Deno.readTextFile(`${folder}/data/snapshots/run.json`)) as RunLog;
}

/** Snapshots that come after the clean series. */
export async function afterCleaning(): Promise<Set<string>> {
  const found = new Set([BEGIN]);
  const phases = (await readPhases(ROOT)).map(({ schema, needs }) => ({ name: schema.name, needs }));
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { name, needs } of phases) if (needs.some((need) => found.has(need))) found.add(name);
  }
  found.delete(BEGIN);
  return found;
}
