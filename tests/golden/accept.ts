/**
 * The command `npm run golden:accept`: freezes the present results of the golden fleet and of the golden panels, and
 * says which moved.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { forecastNow, frozenUrl, GOLDEN } from "../panel/golden.ts";
import { build, FROZEN, type Frozen } from "./golden.ts";

commandLine(import.meta.url);

const before = JSON.parse(await Deno.readTextFile(FROZEN)) as Record<string, Frozen>;
const now = await build();
const moved = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  .map((name) => `${name}: ${before[name]?.rows ?? "no"} → ${now[name]?.rows ?? "no"} rows`);
await Deno.writeTextFile(FROZEN, JSON.stringify(now, null, 2) + "\n");
for (const name of GOLDEN) {
  const forecasts = await forecastNow(name);
  if (forecasts !== await Deno.readTextFile(frozenUrl(name))) moved.push(`${name} panel`);
  await Deno.writeTextFile(frozenUrl(name), forecasts);
}
console.error(moved.length === 0 ? "nothing moved" : `moved:\n  ${moved.join("\n  ")}`);
