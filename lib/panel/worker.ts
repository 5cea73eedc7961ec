/** A worker of the pool: trains models, compares them on the series it is sent, and forecasts them. */
import { type Asked, compare, evidence, settingsOf, type Steps } from "./forecast.ts";
import { trainAt, type Trained, type Training, type TreesAt } from "./global/train.ts";
import { type Outcome, outcomeOf, type OutcomeSettings, type Tested } from "./outcome.ts";
import type { Evidence, Prior } from "./prior.ts";

/** Series of a panel by their place in it. */
export type Places = ReadonlyMap<number, Steps>;

export type Task =
  /** Trains the models that learn from all series together. */
  | { kind: "train"; training: Training; cutoff: number }
  /** Takes what all series share, for the tasks to come. */
  | { kind: "share"; asked: Asked; trained: Trained }
  /** Compares, keeps what it finds, and says what it tells of the models. */
  | { kind: "compare"; series: Places }
  /** Forecasts; a series it has compared is not compared again. */
  | { kind: "forecast"; series: Places; prior: Prior };

/** What is answered to each kind of task. */
export interface Answers {
  train: TreesAt;
  share: undefined;
  compare: ReadonlyMap<number, Evidence>;
  forecast: ReadonlyMap<number, Outcome>;
}

export type Reply = { answer: Answers[Task["kind"]] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(reply: Reply): void;
};

let shared: { asked: Asked; settings: OutcomeSettings } | undefined;
const kept = new Map<number, Tested>();

function given(): { asked: Asked; settings: OutcomeSettings } {
  if (shared !== undefined) return shared;
  throw new TypeError("Cannot compare as the worker must first be told what all series share");
}

function compared(place: number, steps: Steps): Tested {
  const { asked, settings } = given();
  return kept.get(place) ?? compare(steps, asked, settings);
}

function compareAll(series: Places): Answers["compare"] {
  for (const [place, steps] of series) kept.set(place, compared(place, steps));
  return new Map([...series.keys()].map((place) => [place, evidence(kept.get(place)!)]));
}

function forecastAll(series: Places, prior: Prior): Answers["forecast"] {
  const found = new Map<number, Outcome>();
  for (const [place, steps] of series) {
    found.set(place, outcomeOf(compared(place, steps), given().settings, prior));
    kept.delete(place);
  }
  return found;
}

function work(task: Task): Answers[Task["kind"]] {
  switch (task.kind) {
    case "train":
      return trainAt(task.cutoff, task.training);
    case "share":
      shared = { asked: task.asked, settings: settingsOf(task.asked, task.trained) };
      return undefined;
    case "compare":
      return compareAll(task.series);
    case "forecast":
      return forecastAll(task.series, task.prior);
  }
}

scope.onmessage = ({ data: task }) => {
  try {
    scope.postMessage({ answer: work(task) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
