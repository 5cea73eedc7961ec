/** A worker of the pool: scores the series it is sent. */
import { type Asked, type Outcome, outcomeOf } from "./outcome.ts";

export interface Task {
  times: Float64Array;
  values: Float64Array;
  asked: Asked;
}

export type Reply = { outcome: Outcome } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(reply: Reply): void;
};

scope.onmessage = ({ data: { times, values, asked } }) => {
  try {
    scope.postMessage({ outcome: outcomeOf(times, values, asked) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
