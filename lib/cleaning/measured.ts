import type { Metric } from "../pipeline/schemas/columns.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

interface Extent extends Row {
  days: number;
  servers: number;
  first: string | null;
  last: string | null;
}

/**
 * Refuses telemetry that cannot be what was meant: without a day, or without a declared metric on any server.
 * @throws RangeError naming the rule and what was found
 */
export async function refuseUnmeasured(warehouse: Warehouse, metrics: readonly Metric[]): Promise<void> {
  const measured = await measuredMetrics(warehouse, metrics);
  const missing = metrics.find((metric) => !measured.includes(metric));
  if (missing === undefined) return;
  const [found] = await warehouse.query<Extent>(
    "SELECT count(*) AS days, count(DISTINCT server_id) AS servers, min(date) AS first, max(date) AS last FROM telemetry",
  );
  const { days, servers, first, last } = found!;
  if (days === 0) {
    throw new RangeError(
      "Cannot clean telemetry as at least one reading must be accepted: none is; quarantine says why",
    );
  }
  throw new RangeError(
    "Cannot clean telemetry as every metric of telemetry.metrics must be measured on some server: " +
      `"${missing}" has no valid value on any of ${servers}, ${first} to ${last}`,
  );
}

/** Of some metrics those that stand in the observations, in the same order. */
export async function observedMetrics(warehouse: Warehouse, metrics: readonly Metric[]): Promise<Metric[]> {
  const found = await warehouse.query<{ metric: string }>("SELECT DISTINCT metric FROM observations");
  return metrics.filter((metric) => found.some((row) => row.metric === metric));
}

/** Of some metrics those that the telemetry has a value of on some server, in the same order. */
export async function measuredMetrics(warehouse: Warehouse, metrics: readonly Metric[]): Promise<Metric[]> {
  // The first value found is enough: every shard of the fleet asks.
  const [found] = await warehouse.query<Record<string, boolean>>(
    `SELECT ${
      metrics.map((metric) => `EXISTS (SELECT 1 FROM telemetry WHERE ${metric} IS NOT NULL) AS ${metric}`)
        .join(", ")
    }`,
  );
  return metrics.filter((metric) => found![metric]);
}
