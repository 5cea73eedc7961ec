/** Series of a panel forecast side by side. */
import type { Asked } from "./forecast.ts";
import type { Outcome } from "./outcome.ts";
import type { Reply, Task } from "./worker.ts";

/** Series a worker takes at a time: few, so that all finish together. */
const AT_A_TIME = 4;

function ask(worker: Worker, task: Task): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.outcomes);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}

/**
 * Forecasts of all series, in their order, whatever the number of workers.
 * @param done  told how many series are forecast so far
 */
export async function forecastSideBySide(
  series: readonly { start: number; values: Float64Array }[],
  asked: Asked,
  workers: number,
  done: (count: number) => void,
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(series.length);
  let next = 0;
  let finished = 0;
  const started: Worker[] = [];
  const work = async () => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    started.push(worker);
    while (next < series.length) {
      const from = next;
      next += AT_A_TIME;
      const some = series.slice(from, next).map(({ start, values }) => ({ start, values }));
      const made = await ask(worker, { series: some, asked });
      made.forEach((outcome, index) => outcomes[from + index] = outcome);
      finished += made.length;
      done(finished);
    }
  };
  const needed = Math.min(workers, Math.ceil(series.length / AT_A_TIME));
  try {
    await Promise.all(Array.from({ length: needed }, work));
  } finally {
    for (const worker of started) worker.terminate();
  }
  return outcomes;
}
