/**
 * A second processor for the histograms. A worker counts half of the rows of each large node in memory that both
 * see; as sums of packed gradients are exact (sums.ts), trees are the same to the last bit as without it. Worth its
 * while for one large model; several models are better trained side by side, one per worker.
 */
import { type Count, countAlone } from "./count.ts";
import { add, emptyHistogram, type Histogram } from "./histogram.ts";
import { sharedFloats, sharedInts } from "./shared.ts";

/** Places in the control words. A job's number goes up by one; the worker repeats it once the job is done. */
export const CONTROL = { job: 0, done: 1, from: 2, to: 3 } as const;
/** In place of a job's number: there are no more jobs, or the worker has failed. */
export const OVER = -1;

/** What the worker is given at the start of each training. */
export interface Shared {
  control: Int32Array;
  words: readonly Int32Array[];
  rows: Int32Array;
  packed: Float64Array;
  /** Where the worker counts. */
  histogram: Histogram;
}

/** Smaller nodes are counted sooner than a helper is told of them. */
const WORTH_SHARING = 4096;
const SPINS = 20_000;
const PATIENCE_MS = 60_000;

/** Waits for a word to change, at first without giving up the processor: an answer takes microseconds. */
export function awaitChange(words: Int32Array, place: number, from: number, patience = Infinity): number {
  for (let spin = 0; spin < SPINS; spin++) {
    const value = Atomics.load(words, place);
    if (value !== from) return value;
  }
  if (Atomics.wait(words, place, from, patience) === "timed-out") {
    throw new Error(`Cannot go on as the helper must answer within ${PATIENCE_MS / 1000} s`);
  }
  return Atomics.load(words, place);
}

function tell(words: Int32Array, place: number, value: number): void {
  Atomics.store(words, place, value);
  Atomics.notify(words, place);
}

/** One training with a worker's help. */
export interface Joint {
  count: Count;
  /** Lets the worker go. */
  finish(): void;
}

function countTogether(shared: Shared): Joint {
  const { control, words, histogram } = shared;
  const alone = countAlone(words);
  let job = 0;
  const count: Count = (into, rows, packed, from, to) => {
    if (to - from < WORTH_SHARING) return alone(into, rows, packed, from, to);
    const middle = (from + to) >> 1;
    control[CONTROL.from] = middle;
    control[CONTROL.to] = to;
    tell(control, CONTROL.job, ++job);
    alone(into, rows, packed, from, middle);
    if (awaitChange(control, CONTROL.done, job - 1, PATIENCE_MS) === OVER) {
      throw new Error("Cannot go on as the helper has failed: see its message");
    }
    add(into, histogram);
  };
  return { count, finish: () => tell(control, CONTROL.job, OVER) };
}

/** A worker that helps to train. It lives until stopped. */
export class Helper {
  private readonly worker = new Worker(new URL("./helper_worker.ts", import.meta.url), { type: "module" });

  /** Begins a training whose words, rows and packed gradients are in shared memory. */
  join(words: readonly Int32Array[], rows: Int32Array, packed: Float64Array): Joint {
    const shared: Shared = {
      control: sharedInts(4),
      words,
      rows,
      packed,
      histogram: emptyHistogram(words.length, sharedFloats),
    };
    this.worker.postMessage(shared);
    return countTogether(shared);
  }

  stop(): void {
    this.worker.terminate();
  }
}

/** The worker's side: does jobs until they are over. */
export function help({ control, words, rows, packed, histogram }: Shared): void {
  const count = countAlone(words);
  for (let job = 0;;) {
    job = awaitChange(control, CONTROL.job, job);
    if (job === OVER) return;
    try {
      histogram.forEach((cells) => cells.fill(0));
      count(histogram, rows, packed, control[CONTROL.from]!, control[CONTROL.to]!);
      tell(control, CONTROL.done, job);
    } catch (error) {
      tell(control, CONTROL.done, OVER);
      throw error;
    }
  }
}
