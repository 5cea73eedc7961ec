/**
 * Which settings a phase has read. A phase names whole sections; what it did not read of them cannot have had a
 * part in its result, so a change there need not run it again.
 */
import { canonicalJson } from "./hash.ts";

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One key of a path (RFC 6901, without the first slash). */
const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
const unescaped = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");

/**
 * A copy of settings that tells which of its values are read, by path such as "risk/high". Lists are read whole; a
 * map that is reached counts as read by its keys, since whoever holds it can list them.
 */
export function watched<T extends object>(settings: T, read: (path: string) => void): T {
  return watchedTree(settings as Tree, "", read) as T;
}

function watchedTree(tree: Tree, base: string, read: (path: string) => void): Tree {
  const copy = {};
  for (const [key, value] of Object.entries(tree)) {
    const path = base + escaped(key);
    const open = { enumerable: true, configurable: true };
    const get = () => {
      read(path);
      const given = isTree(value) ? watchedTree(value, `${path}/`, read) : value;
      // Told once: from now on reading it costs nothing.
      Object.defineProperty(copy, key, { ...open, value: given });
      return given;
    };
    Object.defineProperty(copy, key, { ...open, get });
  }
  return copy;
}

/** Whether settings differ in anything that was read. */
export function readDiffers(reads: readonly string[], before: Tree, now: Tree): boolean {
  return reads.some((path) => told(before, path) !== told(now, path));
}

/** What a path tells its reader: a value, the keys of a map, or that there is nothing. */
function told(tree: Tree, path: string): string {
  const value = path.split("/").reduce<unknown>(
    (inner, key) => isTree(inner) ? inner[unescaped(key)] : undefined,
    tree,
  );
  return isTree(value) ? `keys ${Object.keys(value).sort().join()}` : `value ${canonicalJson(value)}`;
}
