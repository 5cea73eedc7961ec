/** Which files a person means: files and folders named on the command line, in a fixed order. */
import { Refusal } from "../refusal.ts";

export interface FoundFile {
  /** How it is opened; `-` is standard input. */
  path: string;
  /** How it is shown and remembered. */
  name: string;
}

export interface Unusable {
  name: string;
  reason: string;
}

export interface Found {
  files: FoundFile[];
  unusable: Unusable[];
}

const message = (error: unknown): string => error instanceof Error ? error.message : String(error);

/** Why a path cannot be opened, in words. */
export function unreadable(name: string, error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Deno.errors.NotFound) return `Cannot read ${name} as there is no such file`;
  if (error instanceof Deno.errors.PermissionDenied) {
    return `Cannot read ${name} as this user may not open it`;
  }
  if (error instanceof Deno.errors.FilesystemLoop || /os error 40/.test(message(error))) {
    return `Cannot read ${name} as its links lead in a circle`;
  }
  return `Cannot read ${name}: ${message(error)}`;
}

async function walk(folder: string, found: Found, seen: Set<string>, most: number): Promise<void> {
  const real = await Deno.realPath(folder);
  // A link may lead to a folder above; each folder is read once.
  if (seen.has(real)) return;
  seen.add(real);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (!name.startsWith(".")) names.push(name);
  for (const name of names.sort()) await add(`${folder.replace(/\/$/, "")}/${name}`, found, seen, most);
}

async function add(path: string, found: Found, seen: Set<string>, most: number): Promise<void> {
  try {
    const { isDirectory, isFile } = await Deno.stat(path);
    if (isDirectory) await walk(path, found, seen, most);
    else if (isFile) found.files.push({ path, name: path });
    else found.unusable.push({ name: path, reason: `Cannot read ${path} as it must be a file or a folder` });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    found.unusable.push({ name: path, reason: unreadable(path, error) });
  }
  if (found.files.length > most) {
    throw new RangeError(
      `Cannot read so much at once as ${most} files are the most: take a folder at a time`,
    );
  }
}

/** Folders are read to the bottom in order of name; hidden files are left out, links followed once. */
export async function findFiles(named: readonly string[], most: number): Promise<Found> {
  const found: Found = { files: [], unusable: [] };
  for (const path of named) {
    if (path === "-") found.files.push({ path, name: "standard input" });
    else await add(path, found, new Set(), most);
  }
  return found;
}
