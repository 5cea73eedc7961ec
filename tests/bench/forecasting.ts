/**
 * The command `npm run bench:forecasting`: what the forecasts of the whole fleet cost from scratch, apart from the
 * rest. Built in a temporary folder, so the checkout's own snapshots stay as they are.
 *
 * Forecasting begins with clean series and ends when every model has been judged at every cutoff, intervals are
 * calibrated, and the selected models are fitted and have forecast. Compare the seconds of two runs on a quiet
 * machine only; the processor's seconds depend less on what runs beside.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import type { RunLog } from "../../lib/pipeline/engine.ts";
import { BEGIN, inCopy, makeIn } from "./checkout.ts";
import { timeline } from "./timeline.ts";

const { values: { only } } = commandLine(import.meta.url, { options: { only: { type: "boolean" } } });

const BEFORE = [BEGIN, "features", "quality", "truth"];
const FORECASTING = ["scores", "calibration", "fitted", "forecasts"];

function print(title: string, { seconds, cpu_seconds, peak_memory_mib, ...log }: RunLog): void {
  console.log(
    `${title}: ${seconds.toFixed(1)} s, ${
      cpu_seconds.toFixed(1)
    } s of processor time, peak ${peak_memory_mib} MiB`,
  );
  console.log(timeline({ seconds, cpu_seconds, peak_memory_mib, ...log }) + "\n");
}

console.log(`${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores\n`);
await inCopy(async (folder) => {
  print("telemetry to clean series", await makeIn(folder, BEFORE));
  print("forecasting", await makeIn(folder, FORECASTING));
  if (!only) print("the rest", await makeIn(folder, []));
});
