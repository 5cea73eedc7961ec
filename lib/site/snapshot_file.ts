/** What the site carries of what the pipeline has made. */
import { pathsOf } from "../pipeline/paths.ts";

/**
 * Path of a snapshot as the site carries it: the site-sized part where the phase declares one.
 * @param file name with its extension, such as "risk.parquet"
 * @throws RangeError when the pipeline has made neither
 */
export async function snapshotFile(root: string, profile: string, file: string): Promise<string> {
  const { slices, snapshots } = pathsOf(root, profile);
  for (const folder of [slices, snapshots]) {
    if (await isFile(folder + file)) return folder + file;
  }
  throw new RangeError(`Cannot show "${file}" as the pipeline must have made it: not in ${snapshots}`);
}

/**
 * Every snapshot as the site carries it: paths by file name.
 * @throws Deno.errors.NotFound when the pipeline has made nothing for the profile
 */
export async function snapshotFiles(root: string, profile: string): Promise<Map<string, string>> {
  const { slices, snapshots } = pathsOf(root, profile);
  const files = new Map<string, string>();
  for (const folder of [snapshots, slices]) {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (isFile && /\.(parquet|json)$/.test(name)) files.set(name, folder + name);
    }
  }
  return files;
}

/** Every snapshot whole, as the pipeline made it: paths by file name. */
export async function madeSnapshots(root: string, profile: string): Promise<Map<string, string>> {
  const { snapshots } = pathsOf(root, profile);
  const files = new Map<string, string>();
  for await (const { name, isFile } of Deno.readDir(snapshots)) {
    if (isFile && /\.(parquet|json)$/.test(name)) files.set(name, snapshots + name);
  }
  return files;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
