import { METRIC_NAMES } from "../pipeline/schemas/columns.ts";

/** Metrics that servers are clustered on. */
export const CLUSTER_METRICS = ["cpu_p95", "memory_p95", "disk_p95"] as const;
export type ClusterMetric = (typeof CLUSTER_METRICS)[number];

export interface Centre {
  metric: ClusterMetric;
  /** Mean of the members, % of capacity. */
  mean: number;
  /** Distance from the fleet's mean, in standard deviations of the fleet. */
  distance: number;
}

const named = ({ metric, mean }: Centre): string => `${METRIC_NAMES[metric]} ${mean.toFixed(0)} %`;
const ranked = ({ metric, mean, distance }: Centre): string =>
  `${distance > 0 ? "high" : "low"} ${METRIC_NAMES[metric]} (${mean.toFixed(0)} %)`;

/**
 * What the members of a cluster have in common: each metric whose mean stands out from the fleet's, with it.
 * High and low are relative to this fleet; the figures say how much that is.
 * @param labelDistance  standard deviations from which a mean stands out
 */
export function label(centres: readonly Centre[], labelDistance: number): string {
  const outstanding = centres.filter(({ distance }) => Math.abs(distance) >= labelDistance);
  return outstanding.length === 0
    ? `average load (${centres.map(named).join(", ")})`
    : outstanding.map(ranked).join(", ");
}

/** Adds its number to every label that more than one cluster has. */
export function distinctLabels(labels: readonly string[]): string[] {
  return labels.map((text, index) =>
    labels.filter((other) => other === text).length > 1 ? `${text}, cluster ${index + 1}` : text
  );
}
