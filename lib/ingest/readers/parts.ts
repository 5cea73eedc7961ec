/**
 * Joins what one machine is measured by in parts. A machine is as full as its fullest file system, its interfaces add
 * up, its processors average.
 */
import { Refusal } from "../refusal.ts";
import type { Batch, Sample } from "../sample.ts";
import type { Ledger } from "./ledger.ts";

export type Joined = "fullest" | "sum" | "mean";

/** A value of one part. */
export interface PartValue
  extends Pick<Sample, "server" | "at" | "metric" | "value" | "unit" | "statistic" | "line"> {
  part: string;
  joined: Joined;
  /** Seconds it stands for. */
  seconds: number | null;
  /** Values of the source behind it; 1 when absent. */
  values?: number;
}

interface Column {
  at: (number | string)[];
  value: number[];
  line: number[];
  seconds: (number | null)[];
}

interface Whole extends Pick<Sample, "server" | "metric" | "unit" | "statistic"> {
  joined: Joined;
  values: number;
  parts: Map<string, Column>;
}

interface Moment {
  value: number;
  parts: number;
  line: number;
  seconds: number | null;
}

/** Values that are held until the extract has ended. */
export const MOST_HELD = 4_000_000;

export class Parts {
  #wholes = new Map<string, Whole>();
  #held = 0;

  /** @throws Refusal when more values would be held than `MOST_HELD` */
  add(given: PartValue): void {
    if (++this.#held > MOST_HELD) {
      throw new Refusal(
        `Cannot join the parts of machines as an extract must have at most ${MOST_HELD} values of them: ` +
          `value ${given.line} is beyond; split it by time`,
      );
    }
    const column = this.#column(given);
    column.at.push(given.at);
    column.value.push(given.value);
    column.line.push(given.line);
    column.seconds.push(given.seconds);
  }

  #column({ server, metric, unit, statistic, joined, values = 1, part }: PartValue): Column {
    const key = JSON.stringify([server, metric, unit, statistic]);
    const whole = this.#wholes.get(key) ??
      { server, metric, unit, statistic, joined, values, parts: new Map() };
    this.#wholes.set(key, whole);
    const column = whole.parts.get(part) ?? { at: [], value: [], line: [], seconds: [] };
    whole.parts.set(part, column);
    return column;
  }

  /** Writes one sample for each machine and moment at which every part has a value that should have one. */
  *settle(ledger: Ledger): Generator<Batch> {
    for (const whole of this.#wholes.values()) {
      const { server, metric, unit, statistic, joined } = whole;
      const spans = [...whole.parts.values()].map(span);
      for (const [at, moment] of moments(whole, ledger)) {
        const values = moment.parts * whole.values;
        const expected = spans.filter(({ first, last }) => first <= at && at <= last).length;
        if (moment.parts < expected) {
          ledger.skip(`${metric} of some parts of a machine only`, values);
          continue;
        }
        ledger.sample({
          server,
          at,
          metric,
          value: joined === "mean" ? moment.value / moment.parts : moment.value,
          unit,
          statistic,
          interval_seconds: moment.seconds,
          line: moment.line,
          values,
        });
        yield* ledger.full();
      }
    }
    this.#wholes.clear();
    this.#held = 0;
  }
}

function span({ at }: Column): { first: number | string; last: number | string } {
  let first = at[0]!, last = at[0]!;
  for (const moment of at) {
    if (moment < first) first = moment;
    if (moment > last) last = moment;
  }
  return { first, last };
}

/** The joined value at each moment, in the order of the first part. */
function moments({ parts, joined, values }: Whole, ledger: Ledger): Map<number | string, Moment> {
  const found = new Map<number | string, Moment>();
  for (const part of parts.values()) {
    const seen = new Set<number | string>();
    for (const [index, at] of part.at.entries()) {
      if (seen.has(at)) {
        ledger.skip("second value of a part of a machine at one time", values);
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
