/** Fewest hosts any packing can do with: what ours is measured against. */
import { type Item, TOLERANCE, totalLoad } from "./item.ts";

const up = (value: number): number => Math.ceil(value - TOLERANCE);

/** Hosts that the sum of loads fills at the busiest resource and step. */
const byVolume = (items: readonly Item[]): number =>
  totalLoad(items).reduce((most, sum) => Math.max(most, up(sum)), 0);

/** Hosts that items which must stand apart need: the most frequent key. */
function byApartness(items: readonly Item[]): number {
  const counts = new Map<string, number>();
  for (const key of items.flatMap(({ apart }) => [...new Set(apart)])) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/**
 * Bound of one resource and step (Martello & Toth 1990, L2): of items above 1 − α and above ½ no two share a host;
 * those from α to ½ fill what the latter leave.
 * @param shares  one per item
 */
export function martelloToth(shares: Float64Array): number {
  const sorted = shares.toSorted();
  let best = 0;
  for (const alpha of new Set([0, ...sorted.filter((share) => share <= 0.5)])) {
    let [large, half, room, small] = [0, 0, 0, 0];
    for (const share of sorted) {
      if (share > 1 - alpha) large++;
      else if (share > 0.5) {
        half++;
        room += 1 - share;
      } else if (share >= alpha) small += share;
    }
    best = Math.max(best, large + half + Math.max(0, up(small - room)));
  }
  return best;
}

/**
 * Most of: the volume at the busiest resource and step; L2 at each resource and step that comes near it; the items
 * that must stand apart.
 */
export function lowerBound(items: readonly Item[]): number {
  const total = totalLoad(items);
  const volume = byVolume(items);
  let best = Math.max(volume, byApartness(items));
  total.forEach((sum, place) => {
    // L2 never exceeds twice the volume, rounded up: elsewhere it cannot win.
    if (2 * sum + 1 <= best) return;
    best = Math.max(best, martelloToth(Float64Array.from(items, ({ load }) => load[place]!)));
  });
  return best;
}
