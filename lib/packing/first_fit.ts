/** The usual way, to be compared with: each workload counts with its own peak, whenever that is. */
import { Host } from "./host.ts";
import { checkItems, type Item } from "./item.ts";

const peakOf = (load: Float64Array): number => load.reduce((high, share) => Math.max(high, share), 0);

/**
 * Items that ask for their highest load at every step of time.
 * @param steps  how many there are of each resource
 */
export function atPeak(items: readonly Item[], steps: number): Item[] {
  return items.map((item) => ({
    ...item,
    load: item.load.map((_, place) => {
      const from = place - place % steps;
      return peakOf(item.load.subarray(from, from + steps));
    }),
  }));
}

/**
 * First fit decreasing (Johnson 1974): the item with the highest peak first, each on the first host with room.
 * @throws RangeError when an item fits no host
 */
export function firstFitDecreasing(items: readonly Item[]): Item[][] {
  checkItems(items);
  const hosts: Host[] = [];
  const ordered = items.toSorted((a, b) => peakOf(b.load) - peakOf(a.load) || (a.id < b.id ? -1 : 1));
  for (const item of ordered) {
    const found = hosts.find((host) => host.takes(item));
    const host = found ?? new Host(item.load.length);
    if (found === undefined) hosts.push(host);
    host.add(item);
  }
  return hosts.map(({ items }) => items);
}
