/** Queries run before, kept in this browser only. */

/** Queries kept; older ones go. */
const MOST = 50;
const KEY = "headroom.queries";

/** What we need of localStorage. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The queries with one more, latest first, each once, no more than are kept. */
export function remembered(queries: readonly string[], sql: string): string[] {
  const text = sql.trim();
  if (text === "") return [...queries];
  return [text, ...queries.filter((other) => other !== text)].slice(0, MOST);
}

/** The queries on a shelf, latest first. What is no list of texts was not written by us and counts as none. */
export function readHistory(shelf: Shelf | undefined): string[] {
  const text = shelf?.getItem(KEY) ?? null;
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((query) => typeof query === "string")
      ? value.slice(0, MOST)
      : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Puts queries on a shelf; none clears it. Says whether there was room. */
export function writeHistory(shelf: Shelf | undefined, queries: readonly string[]): boolean {
  if (shelf === undefined) return false;
  try {
    if (queries.length === 0) shelf.removeItem(KEY);
    else shelf.setItem(KEY, JSON.stringify(queries));
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
    throw error;
  }
}

/** The browser's own shelf; none where the reader's settings forbid it. */
export function browserShelf(): Shelf | undefined {
  try {
    return globalThis.localStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === "SecurityError") return undefined;
    throw error;
  }
}
