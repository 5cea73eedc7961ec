/** Packs workloads on as few equal hosts as it can find. */
import { stream } from "../random/stream.ts";
import { fill } from "./fill.ts";
import { checkItems, type Item } from "./item.ts";
import { lowerBound } from "./lower_bound.ts";
import { settle } from "./settle.ts";

export interface Packing {
  /** Items by host; no host is empty. */
  hosts: readonly (readonly Item[])[];
  /** No packing has fewer hosts. */
  lowerBound: number;
}

/**
 * Packs items: greedily at first, then on one host fewer as long as that is found to work.
 * The same items in any order give the same packing.
 * @param steps  changes tried before a number of hosts is given up
 * @param seed   of the search
 * @throws RangeError when an item fits no host
 */
export function pack(items: readonly Item[], steps: number, seed: number): Packing {
  checkItems(items);
  const bound = lowerBound(items);
  const ordered = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  let hosts = fill(ordered);
  while (hosts.length > bound) {
    const fewer = settle(ordered, hosts.length - 1, steps, stream(seed, "pack", hosts.length - 1));
    if (fewer === undefined) break;
    hosts = fewer.filter((items) => items.length > 0);
  }
  return { hosts, lowerBound: bound };
}
