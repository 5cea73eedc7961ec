import type { Node } from "./graph.ts";

/** How many nodes stand in the longest chain that waits for each node, itself included. */
export function chainLengths(nodes: readonly Node[]): Map<string, number> {
  const lengths = new Map<string, number>();
  const lengthOf = (name: string): number => {
    const known = lengths.get(name);
    if (known !== undefined) return known;
    const after = nodes.filter((node) => node.needs.includes(name));
    const length = 1 + Math.max(0, ...after.map((node) => lengthOf(node.name)));
    lengths.set(name, length);
    return length;
  };
  for (const { name } of nodes) lengthOf(name);
  return lengths;
}

/**
 * Runs every node as soon as all it needs (among the nodes) is done; of those ready, the one that most waits for
 * starts first. After a failure nothing new starts, and what runs is waited for.
 * @throws what the first failing node threw
 */
export async function runAll<N extends Node>(
  nodes: readonly N[],
  run: (node: N) => Promise<void>,
): Promise<void> {
  const names = new Set(nodes.map(({ name }) => name));
  const lengths = chainLengths(nodes);
  const waiting = [...nodes].sort((a, b) => lengths.get(b.name)! - lengths.get(a.name)!);
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const start = (node: N) => {
    const finished = run(node).then(() => void done.add(node.name), (error) => void failures.push(error));
    running.set(node.name, finished.finally(() => running.delete(node.name)));
  };
  const ready = (node: N) => node.needs.every((need) => done.has(need) || !names.has(need));
  while (failures.length === 0 && (waiting.length > 0 || running.size > 0)) {
    for (const node of waiting.filter(ready)) {
      waiting.splice(waiting.indexOf(node), 1);
      start(node);
    }
    await Promise.race(running.values());
  }
  await Promise.all(running.values());
  if (failures.length > 0) throw failures[0];
}
