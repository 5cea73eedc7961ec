/** The servers of a fleet that can be clustered, as points. */
import { CLUSTER_METRICS, type ClusterMetric } from "./label.ts";
import type { Points } from "./points.ts";

/** Mean daily P95 of a server over the window, % of capacity; null where there is no usable value. */
export type Utilisation = { server_id: string } & Record<ClusterMetric, number | null>;

export interface Complete {
  /** Metrics that some server has; all of them when none has any. */
  metrics: readonly ClusterMetric[];
  /** All servers, by name. */
  servers: readonly Utilisation[];
  /** Those with every metric. */
  complete: readonly Utilisation[];
  /** Their values. */
  points: Points;
}

/** A metric that no server has is left out; a server that lacks one of the others is not complete. */
export function complete(fleet: readonly Utilisation[]): Complete {
  const servers = [...fleet].sort((a, b) => a.server_id < b.server_id ? -1 : 1);
  const known = CLUSTER_METRICS.filter((metric) => servers.some((server) => server[metric] !== null));
  const metrics = known.length === 0 ? CLUSTER_METRICS : known;
  const whole = servers.filter((server) => metrics.every((metric) => server[metric] !== null));
  return {
    metrics,
    servers,
    complete: whole,
    points: whole.map((server) => metrics.map((metric) => server[metric]!)),
  };
}
