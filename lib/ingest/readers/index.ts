/** Every format there is. Recognition asks them all, so their order does not matter; keep it alphabetical. */
import type { Reader } from "../reader.ts";
import { prometheusJson } from "./prometheus_json.ts";
import { prometheusText } from "./prometheus_text.ts";
import { sadfJson } from "./sadf_json.ts";
import { sadfText } from "./sadf_text.ts";

export const READERS: readonly Reader[] = [
  prometheusJson,
  prometheusText,
  sadfText,
  sadfJson,
];
