/** Counters that only grow, and start again at zero when what counts is restarted. */

export interface Column {
  /** Milliseconds since 1970 UTC. */
  at: number[];
  value: number[];
  line: number[];
}

export const emptyColumn = (): Column => ({ at: [], value: [], line: [] });

export interface Rates extends Column {
  /** Seconds from the value before. */
  seconds: number[];
  /** Values that give no rate, by reason. */
  without: Record<string, number>;
}

/** A distance this many times the usual one is a hole. */
const HOLE = 4;

/**
 * Growth per second between neighbouring values of a counter, at the later of the two.
 *
 * A value below the one before says that the counter was restarted, or that it slipped: what it counted in between
 * cannot be known, so there is no rate, and no spike. Nor is there one across a hole, where it would pass the average
 * of hours off as one moment.
 */
export function rates(counter: Column): Rates {
  const found: Rates = { ...emptyColumn(), seconds: [], without: {} };
  const without = (reason: string): void => {
    found.without[reason] = (found.without[reason] ?? 0) + 1;
  };
  const order = [...counter.at.keys()].sort((a, b) => counter.at[a]! - counter.at[b]!);
  const usual = usualStep(order.map((index) => counter.at[index]!));
  for (const [position, index] of order.entries()) {
    const before = order[position - 1];
    if (before === undefined) {
      without("first value of a counter: nothing to rate it by");
      continue;
    }
    const seconds = (counter.at[index]! - counter.at[before]!) / 1000;
    const growth = counter.value[index]! - counter.value[before]!;
    if (seconds === 0) without("second value of a counter at one time");
    else if (growth < 0) without("counter below its value before: restarted");
    else if (seconds * 1000 > HOLE * usual) without("first value of a counter after a hole");
    else {
      found.at.push(counter.at[index]!);
      found.value.push(growth / seconds);
      found.line.push(counter.line[index]!);
      found.seconds.push(seconds);
    }
  }
  return found;
}

/** Median distance of neighbours, of those at different times. */
function usualStep(sorted: readonly number[]): number {
  const steps = sorted.slice(1).map((at, index) => at - sorted[index]!).filter((step) => step > 0);
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? Infinity;
}
