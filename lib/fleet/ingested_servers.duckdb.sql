-- One row per server of the workspace (npm run ingest), with what the inventory knows of it. DuckDB only: reads
-- Parquet files. What nobody said is 'unknown' or null, never guessed.
WITH measured AS (
  SELECT server_id, min(date) AS first_seen
  FROM read_parquet(:file)
  GROUP BY server_id
)
SELECT
  measured.server_id,
  COALESCE(business_unit, 'unknown') AS business_unit,
  COALESCE(region, 'unknown') AS region,
  CASE lower(criticality) WHEN 'high' THEN 'High' WHEN 'medium' THEN 'Medium' WHEN 'low' THEN 'Low' ELSE 'unknown' END
    AS criticality,
  COALESCE(environment, 'unknown') AS environment,
  COALESCE(archetype, 'unknown') AS archetype,
  COALESCE(service, 'unknown') AS service,
  COALESCE(instance_type, 'unknown') AS instance_type,
  CASE WHEN vcpu >= 1 THEN CAST(round(vcpu) AS INTEGER) END AS vcpu,
  memory_gib,
  disk_gib,
  network_mbps,
  usd_per_month,
  first_seen AS in_service_from
FROM measured
LEFT JOIN read_parquet(:inventory) AS inventory ON inventory.server_id = measured.server_id
