/** Every format there is. Recognition asks them all, so their order does not matter; keep it alphabetical. */
import type { Reader } from "../reader.ts";
import { sadfJson } from "./sadf_json.ts";
import { sadfText } from "./sadf_text.ts";

export const READERS: readonly Reader[] = [
  sadfText,
  sadfJson,
];
