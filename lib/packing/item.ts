/** What is packed: workloads over time, as shares of one kind of host. */

export interface Item {
  id: string;
  /**
   * Load by resource and step of time, as shares of what a host may carry: 0 … 1 each. All items of one packing have
   * the same length and order.
   */
  load: Float64Array;
  /** Two items with a key in common may not share a host: replicas of one service, for example. */
  apart: readonly string[];
}

/** Sums that reach 1 by rounding alone still fit. */
export const TOLERANCE = 1e-9;

/** @throws RangeError when loads differ in length, or one fits no host or is no share */
export function checkItems(items: readonly Item[]): void {
  const length = items[0]?.load.length ?? 0;
  for (const { id, load } of items) {
    if (load.length !== length) {
      throw new RangeError(`Cannot pack ${id} as loads must be equally long (${length}): ${load.length}`);
    }
    const bad = load.find((share) => !(share >= 0 && share <= 1 + TOLERANCE));
    if (bad !== undefined) {
      throw new RangeError(`Cannot pack ${id} as a load must be from 0 to 1 of a host: ${bad}`);
    }
  }
}

/** Sum of all loads by resource and step. */
export function totalLoad(items: readonly Item[]): Float64Array {
  const total = new Float64Array(items[0]?.load.length ?? 0);
  for (const { load } of items) {
    for (let place = 0; place < total.length; place++) total[place]! += load[place]!;
  }
  return total;
}
