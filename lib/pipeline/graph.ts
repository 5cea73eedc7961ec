/** The order in which phases run. */

export interface Node {
  name: string;
  needs: readonly string[];
}

/**
 * The named nodes and all they need, each after what it needs; ties keep the given order.
 * @throws RangeError when a need is nobody's name, or needs form a circle
 */
export function inOrder<N extends Node>(nodes: readonly N[], wanted: readonly string[]): N[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Set<string>();
  const ordered: N[] = [];
  const visit = (name: string, trail: readonly string[]) => {
    if (done.has(name)) return;
    const node = byName.get(name);
    if (node === undefined) {
      throw new RangeError(`Cannot order phases as "${trail.at(-1)}" needs "${name}", which no phase makes`);
    }
    if (trail.includes(name)) {
      throw new RangeError(
        `Cannot order phases as needs must not form a circle: ${[...trail, name].join(" → ")}`,
      );
    }
    for (const need of node.needs) visit(need, [...trail, name]);
    done.add(name);
    ordered.push(node);
  };
  const asked = new Set(wanted);
  for (const node of nodes) if (asked.has(node.name)) visit(node.name, []);
  return ordered;
}
