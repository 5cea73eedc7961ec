/**
 * The command `npm run bench`: how long a full rebuild takes, what it costs in memory and where the time goes,
 * beside the last run that was kept; `-- --keep` keeps this one. Times are of this machine; compare runs on one machine only.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import type { RunLog } from "../../lib/pipeline/engine.ts";
import { ROOT } from "../../lib/pipeline/project.ts";

const { values: { keep } } = commandLine(import.meta.url, { options: { keep: { type: "boolean" } } });

interface Figures {
  date: string;
  machine: string;
  pipeline_seconds: number;
  no_change_seconds: number;
  site_seconds: number;
  peak_memory_mib: number;
  phases: Record<string, number>;
}

const LAST = new URL("last.json", import.meta.url);

async function timed(command: string, ...args: string[]): Promise<number> {
  const started = performance.now();
  const { code } = await new Deno.Command(command, { args, cwd: ROOT, stdout: "null", stderr: "inherit" })
    .output();
  if (code !== 0) throw new Error(`Cannot measure as ${command} ${args.join(" ")} failed`);
  return (performance.now() - started) / 1000;
}

const pipeline = (...args: string[]) => timed("npm", "run", "--silent", "pipeline", "--", ...args);

async function measure(): Promise<Figures> {
  const pipelineSeconds = await pipeline("--force");
  const log = JSON.parse(await Deno.readTextFile(`${ROOT}data/snapshots/run.json`)) as RunLog;
  const noChange = await pipeline();
  const build = await timed("npm", "run", "--silent", "build");
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores`,
    pipeline_seconds: pipelineSeconds,
    no_change_seconds: noChange,
    site_seconds: build - noChange,
    peak_memory_mib: log.peak_memory_mib,
    phases: Object.fromEntries(log.steps.map(({ snapshot, seconds }) => [snapshot, seconds])),
  };
}

async function lastFigures(): Promise<Figures | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(LAST)) as Figures;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function row(name: string, unit: string, now: number, before: number | undefined): string {
  const ratio = before === undefined || before === 0 ? "" : `${(now / before).toFixed(2)} × the last run`;
  return `${name.padEnd(28)} ${now.toFixed(1).padStart(8)} ${unit.padEnd(4)} ${ratio}`;
}

const before = await lastFigures();
const now = await measure();
console.log(row("pipeline from scratch", "s", now.pipeline_seconds, before?.pipeline_seconds));
console.log(row("pipeline, nothing changed", "s", now.no_change_seconds, before?.no_change_seconds));
console.log(row("site", "s", now.site_seconds, before?.site_seconds));
console.log(row("peak memory", "MiB", now.peak_memory_mib, before?.peak_memory_mib));
console.log("\nwhere the time goes");
for (const [name, seconds] of Object.entries(now.phases).sort(([, a], [, b]) => b - a)) {
  if (seconds >= 0.1) console.log(row(`  ${name}`, "s", seconds, before?.phases[name]));
}
if (keep) await Deno.writeTextFile(LAST, JSON.stringify(now, null, 2) + "\n");
else console.log("\n--keep makes this the run that later ones are compared with");
