/** Which build an export belongs to. */
import { createHash } from "node:crypto";

/** What the exports' content rests on: each export needs them all, so that each names the same build. */
export const BUILD_OF = [
  "servers",
  "forecasts_by_month",
  "risk",
  "server_risk",
  "recommendations",
  "savings",
  "accuracy",
  "quality",
  "summary",
  "answers",
  "dictionary",
] as const;

const DIGITS = 12;

/**
 * Names a build by what it is made of: the first 12 hexadecimal digits of the SHA-256 over "name hash" lines of the
 * snapshots in BUILD_OF, as the provenance page shows them.
 * @param hashes  content hashes by snapshot; more than those are left aside
 * @throws RangeError when one is missing
 */
export function buildId(hashes: Readonly<Record<string, string>>): string {
  const lines = BUILD_OF.map((name) => {
    const hash = hashes[name];
    if (hash === undefined) {
      throw new RangeError(`Cannot name the build as its hash must be given: "${name}"`);
    }
    return `${name} ${hash}\n`;
  });
  return createHash("sha256").update(lines.join("")).digest("hex").slice(0, DIGITS);
}
