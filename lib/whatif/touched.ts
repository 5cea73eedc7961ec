/** Which part of a fleet a scenario can change. Load only moves within a service, or between servers that are named. */
import type { Scope, Step } from "../config/steps.ts";
import { within } from "./scope.ts";

type Placed = Parameters<typeof within>[0];

/** Services that have a server which a step names or spreads load over, in order of their names. */
export function touchedServices(servers: readonly Placed[], steps: readonly Step[]): string[] {
  const touched = new Set<string>();
  for (const step of steps) {
    const named = namedBy(step);
    for (const server of servers) if (named(server)) touched.add(server.service);
  }
  return [...touched].sort();
}

function namedBy(step: Step): (server: Placed) => boolean {
  switch (step.do) {
    case "thresholds":
      return () => true;
    case "shift":
      return ({ server_id }) => server_id === step.from || server_id === step.to;
    case "remove_servers": {
      const going = new Set(step.servers);
      return ({ server_id }) => going.has(server_id);
    }
    case "lose_region":
      return ({ region }) => region === step.region;
    default: {
      const scope: Scope = step;
      return (server) => within(server, scope);
    }
  }
}
