/** What is left of something and the whole of it, which come apart and make a share together. */
import { Refusal } from "../refusal.ts";
import type { Batch } from "../sample.ts";
import type { Ledger } from "./ledger.ts";
import { MOST_HELD, type Parts } from "./parts.ts";

interface Value {
  value: number;
  line: number;
}

interface Pair {
  server: string;
  metric: "memory" | "disk";
  part: string | undefined;
  left: Map<number, Value>;
  whole: Map<number, Value>;
}

export class Pairs {
  #pairs = new Map<string, Pair>();
  #held = 0;

  /** @throws Refusal when more values would be held than `MOST_HELD` */
  add(
    half: "left" | "whole",
    of: Pick<Pair, "server" | "metric" | "part">,
    at: number,
    value: Value,
    ledger: Ledger,
  ): void {
    if (++this.#held > MOST_HELD) {
      throw new Refusal(
        `Cannot pair what is left with the whole as an extract must have at most ${MOST_HELD} values of them: ` +
          `value ${value.line} is beyond; split it by time`,
      );
    }
    const key = JSON.stringify([of.server, of.metric, of.part]);
    const pair = this.#pairs.get(key) ?? { ...of, left: new Map(), whole: new Map() };
    this.#pairs.set(key, pair);
    if (pair[half].has(at)) ledger.skip("second value at one time");
    else pair[half].set(at, value);
  }

  /** Writes memory as samples and gives file systems to the parts of their machines. */
  *settle(ledger: Ledger, parts: Parts): Generator<Batch> {
    for (const pair of this.#pairs.values()) {
      for (const [at, left] of pair.left) {
        const whole = pair.whole.get(at);
        if (whole === undefined) ledger.skip(`${pair.metric} that is left, without the whole at that time`);
        else put(pair, at, left, whole, ledger, parts);
        yield* ledger.full();
      }
      const lone = [...pair.whole.keys()].filter((at) => !pair.left.has(at)).length;
      ledger.skip(`whole ${pair.metric}, without what is left at that time`, lone);
    }
    this.#pairs.clear();
    this.#held = 0;
  }
}

function put(pair: Pair, at: number, left: Value, whole: Value, ledger: Ledger, parts: Parts): void {
  const { server, metric, part } = pair;
  if (!(whole.value > 0)) {
    ledger.reject(
      whole.line,
      String(whole.value),
      "value",
      `the whole ${metric} must be above 0: ${whole.value}`,
    );
    return ledger.skip(`${metric} that is left of a whole that is none`);
  }
  const made = {
    server,
    at,
    metric,
    value: 100 * (1 - left.value / whole.value),
    unit: "percent",
    statistic: "raw",
    line: left.line,
    values: 2,
  } as const;
  if (part === undefined) ledger.sample({ ...made, interval_seconds: null });
  else parts.add({ ...made, joined: "fullest", part, seconds: null });
}
