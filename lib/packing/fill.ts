/**
 * Fills one host after another, each time with the item that leaves least free in what is scarce (Panigrahy et al.
 * 2011, "Heuristics for Vector Bin Packing", norm-based greedy).
 */
import { Host } from "./host.ts";
import { type Item, totalLoad } from "./item.ts";

/** Weight of each resource and step: what many want is scarce. All 1 when nothing is wanted. */
function scarcity(items: readonly Item[]): Float64Array {
  const total = totalLoad(items);
  const most = total.reduce((high, value) => Math.max(high, value), 0);
  return total.map((value) => most === 0 ? 1 : value / most);
}

/** Weighted square of what an item would leave free. */
function left({ load }: Item, { free }: Host, weights: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < load.length; place++) {
    const rest = free[place]! - load[place]!;
    sum += weights[place]! * rest * rest;
  }
  return sum;
}

/** Place of the item that fits a host best; −1 when none fits. */
function bestFor(host: Host, items: readonly Item[], weights: Float64Array): number {
  let best = -1;
  let least = Infinity;
  items.forEach((item, index) => {
    if (!host.takes(item)) return;
    const rest = left(item, host, weights);
    if (rest < least) [best, least] = [index, rest];
  });
  return best;
}

/** Hosts for all items; earlier items win ties. */
export function fill(items: readonly Item[]): Item[][] {
  const weights = scarcity(items);
  const waiting = [...items];
  const hosts: Host[] = [];
  while (waiting.length > 0) {
    const host = new Host(weights.length);
    hosts.push(host);
    for (let index = bestFor(host, waiting, weights); index >= 0; index = bestFor(host, waiting, weights)) {
      host.add(waiting[index]!);
      waiting.splice(index, 1);
    }
  }
  return hosts.map(({ items }) => items);
}
