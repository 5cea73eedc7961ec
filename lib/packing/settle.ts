/**
 * Fits items on a given number of hosts, starting overloaded: random moves and exchanges, less and less often for
 * the worse (Kirkpatrick, Gelatt & Vecchi 1983, simulated annealing).
 */
import type { Stream } from "../random/stream.ts";
import { Assignment } from "./assignment.ts";
import { type Item, TOLERANCE } from "./item.ts";

/** Overload that is still accepted at the start, in shares of a host. */
const START_TEMPERATURE = 0.05;
const END_TEMPERATURE = 1e-6;
/** Share of plain moves; the rest are exchanges. */
const MOVES = 0.3;
/** Draws spent on finding an item of an overloaded host. */
const LOOKS = 4;

/** Everything on a host: largest items first, each where it overloads least, then where it crowds least. */
function start(items: readonly Item[], hosts: number): Assignment {
  const assignment = new Assignment(items, hosts);
  const peak = items.map(({ load }) => load.reduce((high, share) => Math.max(high, share), 0));
  const order = [...items.keys()].sort((a, b) => peak[b]! - peak[a]!);
  for (const item of order) {
    let best = 0;
    let [least, crowding] = [Infinity, Infinity];
    for (let host = 0; host < hosts; host++) {
      const over = assignment.change(item, host, undefined);
      if (over > least + TOLERANCE) continue;
      const crowded = assignment.crowding(item, host);
      if (over > least - TOLERANCE && crowded >= crowding) continue;
      [best, least, crowding] = [host, over, crowded];
    }
    assignment.move(item, best, undefined);
  }
  return assignment;
}

/** An item, rather one of an overloaded host. */
function picked(
  { hostOf, overloaded }: { hostOf: Int32Array; overloaded: (host: number) => boolean },
  draw: Stream,
): number {
  let item = draw.whole(0, hostOf.length - 1);
  for (let look = 1; look < LOOKS && !overloaded(hostOf[item]!); look++) {
    item = draw.whole(0, hostOf.length - 1);
  }
  return item;
}

/** One random change, made when it helps or chance allows. */
function step(assignment: Assignment, temperature: number, draw: Stream): void {
  const item = picked(assignment, draw);
  const other = draw.chance(MOVES) ? undefined : draw.whole(0, assignment.hostOf.length - 1);
  const to = other === undefined ? draw.whole(0, assignment.hosts - 1) : assignment.hostOf[other]!;
  if (to === assignment.hostOf[item]) return;
  const change = assignment.change(item, to, other);
  if (change <= 0 || draw.uniform() < Math.exp(-change / temperature)) assignment.move(item, to, other);
}

/**
 * Puts items on so many hosts.
 * @param steps  most changes it tries
 * @returns items by host; undefined when they were not made to fit
 */
export function settle(
  items: readonly Item[],
  hosts: number,
  steps: number,
  draw: Stream,
): Item[][] | undefined {
  const assignment = start(items, hosts);
  for (let index = 0; index < steps && assignment.total > TOLERANCE; index++) {
    step(assignment, START_TEMPERATURE * (1 - index / steps) ** 2 + END_TEMPERATURE, draw);
  }
  if (assignment.total > TOLERANCE) return undefined;
  const byHost = Array.from({ length: hosts }, (): Item[] => []);
  items.forEach((item, index) => byHost[assignment.hostOf[index]!]!.push(item));
  return byHost;
}
