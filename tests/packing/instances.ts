/** Packing instances whose optimum is known: hosts full to the brim in one resource, cut up into items. */
import type { Item } from "../../lib/packing/item.ts";
import { stream } from "../../lib/random/stream.ts";

interface Shape {
  hosts: number;
  resources: number;
  steps: number;
  /** Items per host, from and to. */
  items: [number, number];
  /** How much the share of an item varies over resources and steps: 0 not at all. */
  variety: number;
}

/** How full hosts are in the resources that do not decide. */
const SLACK_FILL = 0.85;

/**
 * Items cut from so many hosts. The first resource is full but for half a host in all, so no packing needs fewer.
 */
export function cut(
  { hosts, resources, steps, items: [fewest, most], variety }: Shape,
  seed: number,
): Item[] {
  const { whole, between, normal } = stream(seed, "cut");
  return Array.from({ length: hosts }, (_, host) => {
    const count = whole(fewest, most);
    const sizes = Array.from({ length: count }, () => between(0.3, 1));
    const phases = sizes.map(() => between(0, 2 * Math.PI));
    const raw = sizes.map((size, item) =>
      Float64Array.from({ length: resources * steps }, (_, place) => {
        const season = 1 + 0.4 * Math.sin(phases[item]! + 2 * Math.PI * (place % steps) / steps);
        return size * season * Math.exp(variety * normal());
      })
    );
    const sums = raw[0]!.map((_, place) => raw.reduce((sum, load) => sum + load[place]!, 0));
    const fill = (place: number) => place < steps ? 1 - 0.5 / hosts : SLACK_FILL;
    return raw.map((load, item): Item => ({
      id: `item-${String(host).padStart(3, "0")}-${item}`,
      load: load.map((value, place) => fill(place) * value / sums[place]!),
      apart: [],
    }));
  }).flat();
}
