/**
 * Boosting on several threads: each bins, counts and searches a share of the columns. As sums of packed gradients
 * are exact (sums.ts), the model is that of one thread to the last bit.
 */
import type { ColumnBins } from "./bins.ts";
import type { Boosted, BoostSettings } from "./boost.ts";
import { common } from "./common.ts";
import { checkFinite } from "./binned.ts";
import type { Reply } from "./boost_worker.ts";
import { boostAsMember, type Membership } from "./boost_member.ts";
import type { Aim } from "./loss.ts";
import { checkMatrix, checkTarget, type Matrix, rowCount } from "./matrix.ts";
import { sharedInts } from "./shared.ts";
import { MEETING_WORDS, own } from "./team.ts";

/** The columns that are a member's own. */
function columnsOf({ names, columns }: Matrix, rank: number, size: number): Matrix {
  const { from, to } = own({ rank, size }, columns.length);
  return { names: names.slice(from, to), columns: columns.slice(from, to) };
}

/** A worker that trains along. @returns its bins once all is done */
function accompany(worker: Worker, task: Membership): Promise<readonly ColumnBins[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.bins);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}

/**
 * Trains boosted trees, as `boost` does, on several threads.
 * @param threads  at least 1; no more than there are columns are used
 * @throws RangeError as `boost` does; Error when a thread fails
 */
export async function boostTogether(
  matrix: Matrix,
  target: Float64Array,
  aim: Aim,
  settings: BoostSettings,
  seed: number,
  threads: number,
  holdout: Int32Array = new Int32Array(0),
): Promise<Boosted> {
  checkMatrix(matrix);
  checkTarget(target, rowCount(matrix));
  matrix.columns.forEach((column, index) => checkFinite(column, matrix.names[index]!));
  const size = Math.min(threads, matrix.columns.length);
  const memory = common(target.length, matrix.columns.length, size);
  const meeting = sharedInts(MEETING_WORDS);
  const membership = (rank: number): Membership => ({
    ...{ target, aim, settings, seed, holdout, common: memory, rank, size, meeting },
    matrix: columnsOf(matrix, rank, size),
  });
  const workers = Array.from(
    { length: size - 1 },
    () => new Worker(new URL("./boost_worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    const others = Promise.all(workers.map((worker, index) => accompany(worker, membership(index + 1))));
    // Heard of below; until then this thread is busy.
    others.catch(() => {});
    const { model, ...losses } = boostAsMember(membership(0));
    return { model: { ...model, bins: [...model.bins, ...(await others).flat()] }, ...losses };
  } finally {
    for (const worker of workers) worker.terminate();
  }
}
