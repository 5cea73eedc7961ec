/** What each assessed series is like: the features of the explanatory model. */
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import type { Examples } from "./drivers.ts";

/** Level, growth, noise, swings and what the server is; loads in % of capacity, one row per assessed series. */
const QUERY = `
WITH latest AS (SELECT max(date) AS today FROM observations),
loads AS (
  SELECT observations.server_id, observations.metric, observations.date,
    CASE WHEN observations.metric IN ('cpu_p95', 'memory_p95', 'disk_p95') THEN value
      ELSE value * 100 / network_mbps END AS load,
    CAST(today - observations.date AS INTEGER) AS days_back, is_weekend, is_quarter_end,
    LAG(CASE WHEN observations.metric IN ('cpu_p95', 'memory_p95', 'disk_p95') THEN value
      ELSE value * 100 / network_mbps END, 7) OVER (
      PARTITION BY observations.server_id, observations.metric ORDER BY observations.date
    ) AS week_before
  FROM observations
  CROSS JOIN latest
  JOIN servers ON servers.server_id = observations.server_id
  JOIN calendar ON calendar.region = servers.region AND calendar.date = observations.date
),
profile AS (
  SELECT server_id, metric,
    avg(CASE WHEN days_back < 90 THEN load END) AS level,
    avg(CASE WHEN days_back < 90 THEN load END) - avg(CASE WHEN days_back >= 365 AND days_back < 455 THEN load END)
      AS growth,
    avg(CASE WHEN days_back < 365 THEN abs(load - week_before) END) AS noise,
    avg(CASE WHEN days_back < 365 AND NOT is_weekend THEN load END)
      - avg(CASE WHEN days_back < 365 AND is_weekend THEN load END) AS weekly_swing,
    avg(CASE WHEN days_back < 365 AND is_quarter_end AND NOT is_weekend THEN load END)
      - avg(CASE WHEN days_back < 365 AND NOT is_quarter_end AND NOT is_weekend THEN load END) AS quarter_end_effect
  FROM loads
  WHERE load IS NOT NULL AND days_back < 455
  GROUP BY server_id, metric
),
months AS (
  SELECT server_id, metric, date_trunc('month', date) AS month, avg(load) AS load
  FROM loads WHERE days_back < 365 AND load IS NOT NULL GROUP BY server_id, metric, date_trunc('month', date)
),
seasons AS (
  SELECT server_id, metric, max(load) - min(load) AS yearly_swing FROM months GROUP BY server_id, metric
)
SELECT risk.level IN ('high', 'very_high') AS at_risk,
  profile.level, growth, noise, weekly_swing, yearly_swing, quarter_end_effect,
  CASE criticality WHEN 'High' THEN 3 WHEN 'Medium' THEN 2 WHEN 'Low' THEN 1 ELSE 0 END AS criticality,
  CASE environment WHEN 'production' THEN 1 ELSE 0 END AS production,
  CASE archetype WHEN 'database' THEN 1 ELSE 0 END AS is_database,
  CASE archetype WHEN 'batch' THEN 1 ELSE 0 END AS is_batch,
  CASE archetype WHEN 'web' THEN 1 ELSE 0 END AS is_web,
  CASE risk.metric WHEN 'cpu_p95' THEN 1 ELSE 0 END AS is_cpu,
  CASE risk.metric WHEN 'memory_p95' THEN 1 ELSE 0 END AS is_memory,
  vcpu
FROM risk
JOIN servers ON servers.server_id = risk.server_id
JOIN profile ON profile.server_id = risk.server_id AND profile.metric = risk.metric
JOIN seasons ON seasons.server_id = risk.server_id AND seasons.metric = risk.metric
WHERE risk.level <> 'not_assessed' AND growth IS NOT NULL AND weekly_swing IS NOT NULL
  AND quarter_end_effect IS NOT NULL
ORDER BY risk.server_id, risk.metric`;

/** Series with a year and more of history. */
export async function readExamples(warehouse: Warehouse): Promise<Examples> {
  const records = await warehouse.query<Row & { at_risk: boolean }>(QUERY);
  const features = Object.keys(records[0] ?? {}).filter((name) => name !== "at_risk");
  return {
    features,
    rows: records.map((record) => features.map((name) => Number(record[name]))),
    atRisk: records.map(({ at_risk }) => at_risk),
  };
}
