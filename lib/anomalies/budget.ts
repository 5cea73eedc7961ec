/** How many anomalies may be flagged, so that nobody is flooded. What is not flagged keeps its score. */

export interface Candidate {
  /** Which series it belongs to. */
  series: number;
  /** Day since 1970-01-01. */
  day: number;
  score: number;
}

export interface Budget {
  /** At most so many of a series within `days`. */
  per_series: number;
  /** At most so many of all series within `days`. */
  per_fleet: number;
  /** Length of the period, counted back from each day. */
  days: number;
}

/** Days on which something was flagged; those a period ago are forgotten. */
class Spent {
  #days: number[] = [];

  /** Flags within the period that ends on a day. */
  on(day: number, period: number): number {
    while (this.#days.length > 0 && this.#days[0]! <= day - period) this.#days.shift();
    return this.#days.length;
  }

  add(day: number): void {
    this.#days.push(day);
  }
}

/**
 * Which candidates are flagged, day by day, on each day the highest scores first. What a later day holds changes
 * nothing.
 * @returns one boolean per candidate, in their order
 */
export function flagged(
  candidates: readonly Candidate[],
  { per_series, per_fleet, days }: Budget,
): boolean[] {
  const order = candidates.map((_, index) => index).sort((a, b) =>
    candidates[a]!.day - candidates[b]!.day || candidates[b]!.score - candidates[a]!.score || a - b
  );
  const fleet = new Spent();
  const bySeries = new Map<number, Spent>();
  const flags = candidates.map(() => false);
  for (const index of order) {
    const { series, day } = candidates[index]!;
    let own = bySeries.get(series);
    if (own === undefined) bySeries.set(series, own = new Spent());
    if (fleet.on(day, days) >= per_fleet || own.on(day, days) >= per_series) continue;
    fleet.add(day);
    own.add(day);
    flags[index] = true;
  }
  return flags;
}
