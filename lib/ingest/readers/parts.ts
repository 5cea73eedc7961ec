/**
 * Joins what one machine is measured by in parts. A machine is as full as its fullest file system, its interfaces add
 * up, its processors average.
 */
import { Refusal } from "../refusal.ts";
import type { Ledger } from "./ledger.ts";
import type { Batch, Sample } from "../sample.ts";

export type Joined = "fullest" | "sum" | "mean";

type Made = Pick<Sample, "metric" | "unit" | "statistic">;

interface Part {
  at: (number | string)[];
  value: number[];
  line: number[];
  seconds: (number | null)[];
}

interface Whole extends Made {
  server: string;
  joined: Joined;
  parts: Map<string, Part>;
}

interface Moment {
  value: number;
  parts: number;
  line: number;
  seconds: number | null;
}

/** Values that are held until the extract has ended. */
const MOST_HELD = 4_000_000;

export class Parts {
  #wholes = new Map<string, Whole>();
  #held = 0;

  /**
   * @throws Refusal when more values would be held than `MOST_HELD`
   */
  add(
    server: string,
    made: Made,
    joined: Joined,
    part: string,
    at: number | string,
    value: number,
    line: number,
    seconds: number | null,
  ): void {
    if (++this.#held > MOST_HELD) {
      throw new Refusal(
        `Cannot join the parts of machines as an extract must have at most ${MOST_HELD} values of them: ` +
          `at line ${line} there are more; split it by time`,
      );
    }
    const key = JSON.stringify([server, made.metric, made.statistic]);
    const whole = this.#wholes.get(key) ?? { ...made, server, joined, parts: new Map() };
    this.#wholes.set(key, whole);
    const column = whole.parts.get(part) ?? { at: [], value: [], line: [], seconds: [] };
    whole.parts.set(part, column);
    column.at.push(at);
    column.value.push(value);
    column.line.push(line);
    column.seconds.push(seconds);
  }

  /** Writes one sample for each machine and moment at which every part has a value that should have one. */
  *settle(ledger: Ledger): Generator<Batch> {
    for (const whole of this.#wholes.values()) {
      const spans = [...whole.parts.values()].map(span);
      for (const [at, moment] of moments(whole, ledger)) {
        const expected = spans.filter(({ first, last }) => first <= at && at <= last).length;
        if (moment.parts < expected) {
          ledger.skip(`${whole.metric} of some parts of a machine only`, moment.parts);
          continue;
        }
        ledger.sample({
          server: whole.server,
          at,
          metric: whole.metric,
          value: whole.joined === "mean" ? moment.value / moment.parts : moment.value,
          unit: whole.unit,
          statistic: whole.statistic,
          interval_seconds: moment.seconds,
          line: moment.line,
          values: moment.parts,
        });
        yield* ledger.full();
      }
    }
    this.#wholes.clear();
    this.#held = 0;
  }
}

function span({ at }: Part): { first: number | string; last: number | string } {
  let first = at[0]!, last = at[0]!;
  for (const moment of at) {
    if (moment < first) first = moment;
    if (moment > last) last = moment;
  }
  return { first, last };
}

/** The joined value at each moment, in the order of the first part. */
function moments({ parts, joined }: Whole, ledger: Ledger): Map<number | string, Moment> {
  const found = new Map<number | string, Moment>();
  for (const part of parts.values()) {
    const seen = new Set<number | string>();
    for (const [index, at] of part.at.entries()) {
      if (seen.has(at)) {
        ledger.skip("second value of a part of a machine at one time");
        continue;
      }
      seen.add(at);
      const value = part.value[index]!;
      const moment = found.get(at);
      if (!moment) {
        found.set(at, { value, parts: 1, line: part.line[index]!, seconds: part.seconds[index]! });
        continue;
      }
      moment.parts++;
      moment.value = joined === "fullest" ? Math.max(moment.value, value) : moment.value + value;
    }
  }
  return found;
}
