/** Series of a panel forecast side by side. */
import { type Asked, sampleOf, type Steps, trainingOf } from "./forecast.ts";
import { leftOut } from "./global/left_out.ts";
import { byModel, type Trained, type Training, trainingCutoffs, type TreesAt } from "./global/train.ts";
import type { Outcome } from "./outcome.ts";
import { type Evidence, type Prior, priorOf } from "./prior.ts";
import type { Answers, Places, Reply, Task } from "./worker.ts";

/** Series a worker takes at a time: few, so that all finish together. */
const AT_A_TIME = 4;

type Kind = Task["kind"];

function ask<K extends Kind>(worker: Worker, task: Extract<Task, { kind: K }>): Promise<Answers[K]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.answer as Answers[K]);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}

/** Hands out items a few at a time, to whichever worker is free. */
async function sharedOut<Item>(
  pool: readonly Worker[],
  items: readonly Item[],
  atATime: number,
  work: (worker: Worker, items: readonly Item[], index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(pool.map(async (worker, index) => {
    while (next < items.length) {
      const from = next;
      next += atATime;
      await work(worker, items.slice(from, next), index);
    }
  }));
}

/** Hears how far the work is: how many of how many. */
export type Told = (stage: "train" | "forecast", done: number, total: number) => void;

/** Trains the models that learn from all series together, each cutoff on a worker of its own. */
async function trainedBy(pool: readonly Worker[], training: Training, told: Told): Promise<Trained> {
  const cutoffs = trainingCutoffs(training);
  const found = new Map<number, TreesAt>();
  if (cutoffs.length > 0) told("train", 0, cutoffs.length);
  await sharedOut(pool, cutoffs, 1, async (worker, [cutoff]) => {
    found.set(cutoff!, await ask(worker, { kind: "train", training, cutoff: cutoff! }));
    told("train", found.size, cutoffs.length);
  });
  return byModel(new Map(cutoffs.map((cutoff) => [cutoff, found.get(cutoff)!])));
}

export interface PanelForecast {
  /** Of the series, in their order. */
  outcomes: Outcome[];
  /** What is to be said of models that could not be trained. */
  leftOut: string[];
}

/**
 * Forecasts of all series, whatever the number of workers.
 * @throws Refusal when no model is left to choose
 */
export async function forecastSideBySide(
  series: readonly Steps[],
  asked: Asked,
  workers: number,
  told: Told,
): Promise<PanelForecast> {
  const needed = Math.min(workers, Math.ceil(series.length / AT_A_TIME));
  const pool = Array.from(
    { length: needed },
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    const training = trainingOf(series, asked);
    const trained = await trainedBy(pool, training, told);
    const left = leftOut(training, trained, asked.models);
    await Promise.all(pool.map((worker) => ask(worker, { kind: "share", asked, trained })));
    return { outcomes: await forecastBy(pool, series, told), leftOut: left };
  } finally {
    for (const worker of pool) worker.terminate();
  }
}

/** Compares the models on some series first, to learn from them all what to expect of each. */
async function forecastBy(
  pool: readonly Worker[],
  series: readonly Steps[],
  told: Told,
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(series.length);
  const learned = new Map<number, Evidence>();
  /** Places that each worker has compared. */
  const compared = pool.map(() => [] as number[]);
  const portion = (places: readonly number[]): Places =>
    new Map(places.map((place) => [place, { start: series[place]!.start, values: series[place]!.values }]));
  const forecast = async (worker: Worker, places: readonly number[], prior: Prior) => {
    const found = await ask(worker, { kind: "forecast", series: portion(places), prior });
    for (const [place, outcome] of found) outcomes[place] = outcome;
  };
  const sample = sampleOf(series.length);
  told("forecast", 0, series.length);
  await sharedOut(pool, sample, AT_A_TIME, async (worker, places, index) => {
    const found = await ask(worker, { kind: "compare", series: portion(places) });
    for (const [place, evidence] of found) learned.set(place, evidence);
    compared[index]!.push(...places);
    // Comparing is most of the work.
    told("forecast", learned.size, series.length);
  });
  const prior = priorOf(sample.map((place) => learned.get(place)!));
  await Promise.all(pool.map((worker, index) => forecast(worker, compared[index]!, prior)));
  const rest = series.map((_, place) => place).filter((place) => !learned.has(place));
  let finished = learned.size;
  await sharedOut(pool, rest, AT_A_TIME, async (worker, places) => {
    await forecast(worker, places, prior);
    told("forecast", finished += places.length, series.length);
  });
  return outcomes;
}
