/**
 * The command `npm run bench:scale`: how time and memory of the forecasts grow with the fleet. Each size is built from
 * scratch in a temporary folder, so the checkout's own snapshots stay as they are.
 *
 *     npm run bench:scale             120, 240, 480 and 1,200 servers
 *     npm run bench:scale -- 24 48    these sizes
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import type { RunLog } from "../../lib/pipeline/engine.ts";
import { afterCleaning, inCopy, makeIn } from "./checkout.ts";

const { positionals } = commandLine(import.meta.url, { words: true });

const SIZES = [120, 240, 480, 1200];
/** What a size is built up to: the forecasts, their scores and their totals. */
const TARGETS = ["accuracy", "forecasts", "totals", "totals_accuracy"];
/** Phases below this share of the time are not listed. */
const LISTED_SHARE = 0.02;

interface Measured {
  servers: number;
  series: number;
  log: RunLog;
}

function sizes(args: readonly string[]): number[] {
  const given = args.map(Number);
  const wrong = args.find((_, index) => !Number.isInteger(given[index]) || given[index]! < 1);
  if (wrong !== undefined) {
    throw new RangeError(`Cannot build a fleet as its size must be a whole number from 1: ${wrong}`);
  }
  return given.length > 0 ? given : SIZES;
}

/** Builds a fleet of so many servers from scratch and reads what the engine measured. */
async function measure(servers: number): Promise<Measured> {
  const env = { HEADROOM_FLEET__SERVERS: String(servers) };
  const log = await inCopy((folder) => makeIn(folder, TARGETS, env));
  return { servers, series: seriesIn(log), log };
}

/** One row of the selection per series. */
function seriesIn({ steps }: RunLog): number {
  const rows = steps.find(({ snapshot }) => snapshot === "selection")?.rows;
  if (typeof rows !== "number") throw new Error("Cannot count the series as no selection was made");
  return rows;
}

const cells = (...values: (string | number)[]) =>
  values.map((value, index) => index === 0 ? String(value).padEnd(22) : String(value).padStart(12)).join("");

/** Seconds spent on forecasting, whatever ran side by side. */
const secondsOf = ({ log }: Measured, phases: ReadonlySet<string>) =>
  log.steps.filter(({ snapshot }) => phases.has(snapshot)).reduce((sum, step) => sum + step.seconds, 0);

function printSize(one: Measured, phases: ReadonlySet<string>): void {
  const spent = secondsOf(one, phases);
  console.log(cells(
    one.servers,
    one.series,
    spent.toFixed(1),
    (one.series / spent).toFixed(1),
    one.log.seconds.toFixed(1),
    (one.series / one.log.seconds).toFixed(1),
    one.log.peak_memory_mib,
  ));
}

/** How time and memory grow from the first size to the last: 1 is in proportion, 0 not at all. */
function printGrowth(first: Measured, last: Measured): void {
  if (last.series <= first.series) return;
  const times = Math.log(last.series / first.series);
  const power = (a: number, b: number) => (Math.log(b / a) / times).toFixed(2);
  console.log(
    `\nthe run's time grows with the series to the power ${power(first.log.seconds, last.log.seconds)}, ` +
      `memory to the power ${power(first.log.peak_memory_mib, last.log.peak_memory_mib)}; 1 is in proportion`,
  );
}

/** Where time and memory go, by size. Memory is the whole process while the phase ran, whatever ran beside it. */
function printPhases(all: readonly Measured[], phases: ReadonlySet<string>): void {
  const last = all.at(-1)!;
  const least = LISTED_SHARE * last.log.steps.reduce((sum, step) => sum + step.seconds, 0);
  const listed = last.log.steps.filter(({ snapshot, seconds }) => phases.has(snapshot) && seconds >= least)
    .toSorted((a, b) => b.seconds - a.seconds);
  console.log(`\n${cells("seconds / peak MiB", ...all.map(({ servers }) => servers))}`);
  for (const { snapshot } of listed) {
    const of = ({ log }: Measured) => {
      const step = log.steps.find((step) => step.snapshot === snapshot);
      return step === undefined ? "–" : `${step.seconds.toFixed(1)}/${step.peak_memory_mib}`;
    };
    console.log(cells(snapshot, ...all.map(of)));
  }
}

const phases = await afterCleaning();
console.log(`${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores\n`);
console.log(
  cells("servers", "series", "phases s", "series/s", "whole run s", "series/s", "peak MiB"),
);
const all: Measured[] = [];
for (const servers of sizes(positionals)) {
  const measured = await measure(servers);
  printSize(measured, phases);
  all.push(measured);
}
printGrowth(all[0]!, all.at(-1)!);
printPhases(all, phases);
