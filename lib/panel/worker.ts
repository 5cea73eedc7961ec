/** A worker of the pool: forecasts the series it is sent. */
import { type Asked, forecastAll } from "./forecast.ts";
import type { Outcome } from "./outcome.ts";

export interface Task {
  series: readonly { start: number; values: Float64Array }[];
  asked: Asked;
}

export type Reply = { outcomes: Outcome[] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(reply: Reply): void;
};

scope.onmessage = ({ data: { series, asked } }) => {
  try {
    scope.postMessage({ outcomes: forecastAll(series, asked) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
