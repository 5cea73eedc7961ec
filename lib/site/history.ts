/** The states of earlier builds, kept beside the snapshots so that a build can say what changed. */
import { type Changes, compareStates } from "../changes/compare.ts";
import { pathsOf } from "../pipeline/paths.ts";
import { type State, state } from "../pipeline/schemas/state.ts";
import { writeWhole } from "../pipeline/store.ts";

interface Kept {
  file: string;
  number: number;
  text: string;
}

/**
 * Compares the snapshots with the last build that differed and writes the result for the pages as changes.json.
 * Keeps nothing: only a published build is one to compare with.
 */
export async function writeChanges(root: string, profile: string, leastDays: number): Promise<Changes> {
  const paths = pathsOf(root, profile);
  const now = await Deno.readTextFile(`${paths.snapshots}state.json`);
  const earlier = (await kept(paths.history)).filter(({ text }) => text !== now).at(-1);
  const changes = compareStates(
    earlier === undefined ? null : read(earlier.text),
    state.shape.parse(JSON.parse(now)),
    leastDays,
  );
  await writeWhole(`${paths.snapshots}changes.json`, JSON.stringify(changes));
  return changes;
}

/** Keeps the state of a published build, unless it is that of the last one; of the earlier ones as many as fit. */
export async function keepState(root: string, profile: string, most: number): Promise<void> {
  const paths = pathsOf(root, profile);
  await Deno.mkdir(paths.history, { recursive: true });
  const before = await kept(paths.history);
  const text = await Deno.readTextFile(`${paths.snapshots}state.json`);
  if (before.at(-1)?.text === text) return;
  const number = (before.at(-1)?.number ?? 0) + 1;
  await writeWhole(`${paths.history}${String(number).padStart(6, "0")}.json`, text);
  for (const { file } of before.slice(0, Math.max(0, before.length + 1 - most))) await Deno.remove(file);
}

/** The states kept, oldest first; those of an older shape are left out. */
async function kept(folder: string): Promise<Kept[]> {
  const found: Kept[] = [];
  for (const name of await names(folder)) {
    const text = await Deno.readTextFile(folder + name);
    if (read(text) !== null) found.push({ file: folder + name, number: Number(name.slice(0, 6)), text });
  }
  return found.sort((a, b) => a.number - b.number);
}

async function names(folder: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.map(({ name }) => name).filter((name) => /^\d{6}\.json$/.test(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** A kept state; null when its shape is an older one. */
function read(text: string): State | null {
  const parsed = state.shape.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
