/** A forest on several threads: each grows some of the trees. The model is that of one thread to the last bit. */
import { type ForestSettings, groundOf, growTrees, modelOf, numbersOf } from "./forest.ts";
import type { Reply, Share } from "./forest_worker.ts";
import type { Matrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { range } from "./sample.ts";
import type { Tree } from "./tree.ts";

function grownBy(worker: Worker, share: Share): Promise<Tree[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.trees);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(share);
  });
}

/**
 * Trains a forest, as `forestModel` does, on several threads.
 * @param threads  at least 1; no more than there are trees are used
 * @throws RangeError as `forest` does; Error when a thread fails
 */
export async function forestTogether(
  matrix: Matrix,
  target: Float64Array,
  settings: ForestSettings,
  seed: number,
  threads: number,
  learnt: Int32Array = range(target.length),
): Promise<TreesModel> {
  const size = Math.min(threads, settings.trees);
  // Started first: they wake up while the columns are binned.
  const workers = Array.from(
    { length: size - 1 },
    () => new Worker(new URL("./forest_worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    const ground = groundOf(matrix, target, settings, seed, learnt);
    const sharesOut = (rank: number): Share => ({
      ...{ ground, settings, seed },
      numbers: numbersOf(settings).filter((number) => number % size === rank),
    });
    const others = Promise.all(workers.map((worker, index) => grownBy(worker, sharesOut(index + 1))));
    // Heard of below; until then this thread is busy.
    others.catch(() => {});
    const own = growTrees(ground, settings, seed, sharesOut(0).numbers);
    const grown = [own, ...await others];
    const trees = numbersOf(settings).map((number) => grown[number % size]![Math.floor(number / size)]!);
    return modelOf(ground, trees);
  } finally {
    for (const worker of workers) worker.terminate();
  }
}
