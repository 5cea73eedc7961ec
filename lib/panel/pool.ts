/** Series of a panel forecast side by side. */
import { type Asked, sampleOf, type Steps } from "./forecast.ts";
import type { Outcome } from "./outcome.ts";
import { type Evidence, type Prior, priorOf } from "./prior.ts";
import type { Places, Reply, Task } from "./worker.ts";

/** Series a worker takes at a time: few, so that all finish together. */
const AT_A_TIME = 4;

function ask(worker: Worker, task: Task): Promise<Exclude<Reply, { kind: "error" }>> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      data.kind === "error" ? reject(new Error(data.message)) : resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}

/**
 * Forecasts of all series, in their order, whatever the number of workers.
 * @param done  told on how many series the models are compared so far: that is most of the work
 */
export async function forecastSideBySide(
  series: readonly Steps[],
  asked: Asked,
  workers: number,
  done: (count: number) => void,
): Promise<Outcome[]> {
  const needed = Math.min(workers, Math.ceil(series.length / AT_A_TIME));
  const pool = Array.from(
    { length: needed },
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );
  const outcomes = new Array<Outcome>(series.length);
  const learned = new Map<number, Evidence>();
  /** Places that each worker has compared. */
  const compared = pool.map(() => [] as number[]);
  const portion = (places: readonly number[]): Places =>
    new Map(places.map((place) => [place, { start: series[place]!.start, values: series[place]!.values }]));
  const forecast = async (worker: Worker, places: readonly number[], prior: Prior) => {
    const reply = await ask(worker, { kind: "forecast", series: portion(places), asked, prior });
    if (reply.kind !== "outcomes") throw new TypeError(`Cannot read ${reply.kind} as outcomes`);
    for (const [place, outcome] of reply.found) outcomes[place] = outcome;
  };
  try {
    const sample = sampleOf(series.length);
    await sharedOut(pool, sample, async (worker, places, index) => {
      const reply = await ask(worker, { kind: "compare", series: portion(places), asked });
      if (reply.kind !== "evidence") throw new TypeError(`Cannot read ${reply.kind} as evidence`);
      for (const [place, evidence] of reply.found) learned.set(place, evidence);
      compared[index]!.push(...places);
      done(learned.size);
    });
    const prior = priorOf(sample.map((place) => learned.get(place)!));
    await Promise.all(pool.map((worker, index) => forecast(worker, compared[index]!, prior)));
    const rest = series.map((_, place) => place).filter((place) => !learned.has(place));
    let finished = learned.size;
    await sharedOut(pool, rest, async (worker, places) => {
      await forecast(worker, places, prior);
      done(finished += places.length);
    });
  } finally {
    for (const worker of pool) worker.terminate();
  }
  return outcomes;
}

/** Hands out places a few at a time, to whichever worker is free. */
async function sharedOut(
  pool: readonly Worker[],
  places: readonly number[],
  work: (worker: Worker, places: readonly number[], index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(pool.map(async (worker, index) => {
    while (next < places.length) {
      const from = next;
      next += AT_A_TIME;
      await work(worker, places.slice(from, next), index);
    }
  }));
}
