/** Where the time of a run went, as text: one line per phase, in order of starting. */
import type { RunLog, Step } from "../../lib/pipeline/engine.ts";

const WIDTH = 60;
/** Phases shorter than this are not drawn. */
const LEAST_SECONDS = 0.5;

function line({ snapshot, seconds, from_seconds, to_seconds, peak_memory_mib }: Step, total: number): string {
  const column = (moment: number) => Math.min(WIDTH - 1, Math.floor((WIDTH * moment) / total));
  const [from, to] = [column(from_seconds!), column(to_seconds!)];
  const bar = " ".repeat(from) + "█".repeat(to - from + 1);
  return `${snapshot.padEnd(20)}${seconds.toFixed(1).padStart(6)} s ${
    String(peak_memory_mib).padStart(5)
  } MiB  ${bar.padEnd(WIDTH)}`;
}

/** The phases that were made, each as a bar from its first place to its finished snapshot. */
export function timeline({ steps, seconds }: RunLog): string {
  const drawn = steps.filter(({ outcome, to_seconds, from_seconds }) =>
    outcome === "made" && to_seconds! - from_seconds! >= LEAST_SECONDS
  );
  const order = drawn.toSorted((a, b) => a.from_seconds! - b.from_seconds!);
  return order.map((step) => line(step, seconds)).join("\n");
}
