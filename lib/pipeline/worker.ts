/** A worker of the pool: makes shards of phases and whole snapshots, one at a time. */
import { makeShard, type MakeTask, makeWhole, type Share } from "./make.ts";
import type { Phase } from "./phase.ts";
import { watched } from "./reads.ts";

export interface WorkerTask extends MakeTask {
  /** URL of the phase's loader file. */
  loader: string;
  share: Share | "whole";
}

export interface WorkerResult {
  warnings: string[];
  /** Paths of the settings it read. */
  reads: string[];
}

export type WorkerReply = WorkerResult | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<WorkerTask>) => void;
  postMessage(reply: WorkerReply): void;
};

const AWAKE_EVERY_MS = 500;

// DuckDB works on threads of its own, and a wake-up from another thread can get lost (denoland/deno#24010 and #32450):
// on 1,200 servers a worker once slept for half an hour over work that was done. A timer makes it look.
setInterval(() => {}, AWAKE_EVERY_MS);

scope.onmessage = async ({ data: task }) => {
  try {
    const { default: phase } = await import(task.loader) as { default: Phase };
    const { share } = task;
    const reads = new Set<string>();
    const seen = { ...task, settings: watched(task.settings, (path) => void reads.add(path)) };
    const warnings = share === "whole" ? await makeWhole(phase, seen) : await makeShard(phase, seen, share);
    scope.postMessage({ warnings, reads: [...reads] });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
