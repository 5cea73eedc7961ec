/** Series of a panel scored side by side. */
import type { Asked, Outcome } from "./outcome.ts";
import type { PanelSeries } from "./panel.ts";
import type { Reply, Task } from "./worker.ts";

function ask(worker: Worker, task: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.outcome);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}

/**
 * Scores of all series, in their order, whatever the number of workers.
 * @param done  told how many series are scored so far
 */
export async function detectSideBySide(
  series: readonly PanelSeries[],
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
      const index = next++;
      const { times, values } = series[index]!;
      outcomes[index] = await ask(worker, { times, values, asked });
      done(++finished);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, series.length) }, work));
  } finally {
    for (const worker of started) worker.terminate();
  }
  return outcomes;
}
