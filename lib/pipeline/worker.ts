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
