/** A worker of the pool: compares models on the series it is sent, and forecasts them. */
import { type Asked, compare, evidence, settingsOf, type Steps } from "./forecast.ts";
import { type Outcome, outcomeOf, type Tested } from "./outcome.ts";
import type { Evidence, Prior } from "./prior.ts";

/** Series of a panel by their place in it. */
export type Places = ReadonlyMap<number, Steps>;

export type Task =
  /** Compares, keeps what it finds, and says what it tells of the models. */
  | { kind: "compare"; series: Places; asked: Asked }
  /** Forecasts; a series it has compared is not compared again. */
  | { kind: "forecast"; series: Places; asked: Asked; prior: Prior };

export type Reply =
  | { kind: "evidence"; found: ReadonlyMap<number, Evidence> }
  | { kind: "outcomes"; found: ReadonlyMap<number, Outcome> }
  | { kind: "error"; message: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(reply: Reply): void;
};

const kept = new Map<number, Tested>();

function work(task: Task): Reply {
  const settings = settingsOf(task.asked);
  const places = [...task.series];
  const compared = ([place, steps]: [number, Steps]) =>
    kept.get(place) ?? compare(steps, task.asked, settings);
  if (task.kind === "compare") {
    for (const entry of places) kept.set(entry[0], compared(entry));
    return { kind: "evidence", found: new Map(places.map(([place]) => [place, evidence(kept.get(place)!)])) };
  }
  const found = new Map<number, Outcome>();
  for (const entry of places) {
    found.set(entry[0], outcomeOf(compared(entry), settings, task.prior));
    kept.delete(entry[0]);
  }
  return { kind: "outcomes", found };
}

scope.onmessage = ({ data: task }) => {
  try {
    scope.postMessage(work(task));
  } catch (error) {
    scope.postMessage({ kind: "error", message: error instanceof Error ? error.message : String(error) });
  }
};
