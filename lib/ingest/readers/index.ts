/** Every format there is. Recognition asks them all, so their order does not matter; keep it alphabetical. */
import type { Reader } from "../reader.ts";

export const READERS: readonly Reader[] = [];
