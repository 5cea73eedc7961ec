/** The command `npm run golden:accept`: freezes the golden fleet's present results and says which moved. */
import { build, FROZEN, type Frozen } from "./golden.ts";

const before = JSON.parse(await Deno.readTextFile(FROZEN)) as Record<string, Frozen>;
const now = await build();
const moved = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  .map((name) => `${name}: ${before[name]?.rows ?? "no"} → ${now[name]?.rows ?? "no"} rows`);
await Deno.writeTextFile(FROZEN, JSON.stringify(now, null, 2) + "\n");
console.error(moved.length === 0 ? "nothing moved" : `moved:\n  ${moved.join("\n  ")}`);
