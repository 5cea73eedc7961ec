/** Files of the pipeline: manifests, content hashes, locks and swaps that never leave a half-written result. */
import { sha256 } from "./hash.ts";
import { type Manifest, manifestShape } from "./manifest.ts";
import type { Paths } from "./paths.ts";

export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Writes a file whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await Deno.writeTextFile(temporary, text);
  await Deno.rename(temporary, path);
}

/** The manifest of a snapshot; undefined when there is none, or when it is of an older shape. */
export async function readManifest(paths: Paths, name: string): Promise<Manifest | undefined> {
  const path = `${paths.manifests}${name}.json`;
  if (!await exists(path)) return undefined;
  const parsed = manifestShape.safeParse(JSON.parse(await Deno.readTextFile(path)));
  return parsed.success ? parsed.data : undefined;
}

export const writeManifest = (paths: Paths, manifest: Manifest): Promise<void> =>
  writeWhole(`${paths.manifests}${manifest.snapshot}.json`, JSON.stringify(manifest, null, 2) + "\n");

interface Remembered {
  bytes: number;
  modified: number;
  sha256: string;
}

/**
 * Content hashes of large files, remembered by size and time of change so that an unchanged snapshot is not
 * read again: a no-change run must end in seconds.
 */
export class HashMemory {
  private constructor(private readonly path: string, private readonly known: Record<string, Remembered>) {}

  static async open(paths: Paths): Promise<HashMemory> {
    const path = `${paths.scratch}hashes.json`;
    const known = await exists(path)
      ? JSON.parse(await Deno.readTextFile(path)) as Record<string, Remembered>
      : {};
    return new HashMemory(path, known);
  }

  /** SHA-256 of a file, or undefined when it does not exist. */
  async of(file: string): Promise<string | undefined> {
    if (!await exists(file)) return undefined;
    const { size, mtime } = await Deno.stat(file);
    const modified = mtime?.getTime() ?? 0;
    const memory = this.known[file];
    if (memory !== undefined && memory.bytes === size && memory.modified === modified) return memory.sha256;
    const hash = await sha256(await Deno.readFile(file));
    this.known[file] = { bytes: size, modified, sha256: hash };
    return hash;
  }

  save(): Promise<void> {
    return writeWhole(this.path, JSON.stringify(this.known));
  }
}

/** Runs something while holding a snapshot's lock; the system frees the lock even if the run is killed. */
export async function locked<T>(paths: Paths, name: string, run: () => Promise<T>): Promise<T> {
  using file = await Deno.open(`${paths.scratch}${name}.lock`, { create: true, write: true });
  await file.lock(true);
  return await run();
}

export async function makeFolders(paths: Paths): Promise<void> {
  for (const folder of [paths.snapshots, paths.slices, paths.manifests, paths.models, paths.scratch]) {
    await Deno.mkdir(folder, { recursive: true });
  }
}

/** Removes what a killed run may have left of a snapshot. Call it under the snapshot's lock. */
export async function sweep(paths: Paths, name: string): Promise<void> {
  for await (const entry of Deno.readDir(paths.scratch)) {
    if (entry.name.startsWith(`${name}.making.`)) {
      await Deno.remove(paths.scratch + entry.name, { recursive: true });
    }
  }
}
