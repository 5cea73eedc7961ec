/** A worker of the pool: makes shards of phases and whole snapshots, one at a time. */
import { makeShard, type MakeTask, makeWhole, type Share } from "./make.ts";
import type { Phase } from "./phase.ts";

export interface WorkerTask extends MakeTask {
  /** URL of the phase's loader file. */
  loader: string;
  share: Share | "whole";
}

export type WorkerReply = { warnings: string[] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<WorkerTask>) => void;
  postMessage(reply: WorkerReply): void;
};

scope.onmessage = async ({ data: task }) => {
  try {
    const { default: phase } = await import(task.loader) as { default: Phase };
    const { share } = task;
    const warnings = share === "whole" ? await makeWhole(phase, task) : await makeShard(phase, task, share);
    scope.postMessage({ warnings });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
