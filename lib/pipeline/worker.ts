/** A worker of the pool: makes shards of phases, one at a time. */
import { makeShard, type MakeTask, type Share } from "./make.ts";
import type { Phase } from "./phase.ts";

export interface ShardTask extends MakeTask {
  /** URL of the phase's loader file. */
  loader: string;
  share: Share;
}

export type ShardReply = { warnings: string[] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<ShardTask>) => void;
  postMessage(reply: ShardReply): void;
};

scope.onmessage = async ({ data: task }) => {
  try {
    const { default: phase } = await import(task.loader) as { default: Phase };
    scope.postMessage({ warnings: await makeShard(phase, task, task.share) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
