/** What clustering reads of the snapshots: mean utilisation per server over the last days. */
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { Utilisation } from "./complete.ts";
import { CLUSTER_METRICS } from "./label.ts";

/**
 * Mean of the daily P95 of every server over the window that ends with the fleet's last day; null where there
 * is no value, or where quality says the series cannot be assessed.
 */
export function readUtilisation(warehouse: Warehouse, windowDays: number): Promise<Utilisation[]> {
  const means = CLUSTER_METRICS.map((metric) =>
    `avg(CASE WHEN recent.metric = '${metric}' THEN recent.value END) AS ${metric}`
  );
  return warehouse.query<Utilisation>(`
WITH last_day AS (
  SELECT max(date) AS date FROM observations
),
recent AS (
  SELECT observations.server_id, observations.metric, observations.value
  FROM observations
  CROSS JOIN last_day
  JOIN quality ON quality.server_id = observations.server_id AND quality.metric = observations.metric
  WHERE observations.date > last_day.date - INTERVAL '${windowDays}' DAY AND quality.verdict <> 'not_assessed'
)
SELECT servers.server_id, ${means.join(",\n  ")}
FROM servers
LEFT JOIN recent ON recent.server_id = servers.server_id
GROUP BY servers.server_id
ORDER BY servers.server_id`);
}
