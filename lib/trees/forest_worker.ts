/** A thread of `forestTogether`: grows its share of the trees. */
import { type ForestSettings, type Ground, growTrees } from "./forest.ts";
import type { Tree } from "./tree.ts";

export interface Share {
  ground: Ground;
  settings: ForestSettings;
  seed: number;
  numbers: readonly number[];
}

export type Reply = { trees: Tree[] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Share>) => void;
  postMessage(reply: Reply): void;
};

scope.onmessage = ({ data: { ground, settings, seed, numbers } }) => {
  try {
    scope.postMessage({ trees: growTrees(ground, settings, seed, numbers) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
