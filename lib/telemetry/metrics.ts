/** One value of something for each metric, and what a percent of it stands for. */
import { type Metric, METRICS, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import type { Server } from "../fleet/servers.ts";

export type ByMetric<T> = Readonly<Record<Metric, T>>;

/** Works something out for each metric. */
export const byMetric = <T>(value: (metric: Metric, position: number) => T): ByMetric<T> =>
  Object.fromEntries(METRICS.map((metric, position) => [metric, value(metric, position)])) as Record<
    Metric,
    T
  >;

/**
 * What one percent of a server's capacity stands for in the metric's unit: 1 % or so many Mbit/s.
 * @throws TypeError when the metric is a rate and the server's network capacity is not known
 */
export function unitsPerPercent(
  metric: Metric,
  { server_id, network_mbps }: Pick<Server, "server_id" | "network_mbps">,
): number {
  if (PERCENT_METRICS.includes(metric)) return 1;
  if (network_mbps !== null) return network_mbps / 100;
  throw new TypeError(
    `Cannot generate ${metric} of ${server_id} as its network capacity must be known: null`,
  );
}
