-- One row per machine of a bitbrains extract (data/samples/bitbrains/SOURCE.md describes the columns).
-- DuckDB only: reads a CSV file.
WITH intervals AS (
  SELECT vm_id, interval_end_utc, duration_s, cpu_count
  FROM read_csv(:file, header = true, auto_detect = false, columns = {
    'vm_id': 'INTEGER', 'interval_end_utc': 'TIMESTAMP', 'duration_s': 'INTEGER', 'cpu_count': 'INTEGER',
    'cpu_usage_mhz': 'DOUBLE', 'cpu_capacity_mhz': 'DOUBLE', 'mem_capacity_raw': 'BIGINT', 'cpu_pct': 'DOUBLE'
  })
),
machines AS (
  SELECT
    vm_id,
    -- A machine that is switched off reports no processors, and one that was resized its latest number.
    arg_max(cpu_count, interval_end_utc) FILTER (WHERE cpu_count > 0) AS vcpu,
    min(interval_end_utc - to_seconds(duration_s)) AS first_seen
  FROM intervals
  GROUP BY vm_id
),
extent AS (
  SELECT
    CASE
      WHEN count(*) = 0 THEN error('Cannot read an extract as it must hold at least one interval: ' || :file || ' holds none')
    END AS fault
  FROM intervals
)
SELECT
  'VM-' || lpad(CAST(vm_id AS VARCHAR), 4, '0') AS server_id,
  'unknown' AS business_unit,
  -- The hoster ran its data centres in the Netherlands.
  'eu-nl' AS region,
  -- The extract ranks no machine above another.
  'unknown' AS criticality,
  'unknown' AS environment,
  'unknown' AS archetype,
  'unknown' AS service,
  'vm-' || CAST(vcpu AS VARCHAR) || 'vcpu' AS instance_type,
  CAST(vcpu AS INTEGER) AS vcpu,
  -- The extract gives a memory size but not its unit.
  CAST(NULL AS DOUBLE) AS memory_gib,
  CAST(NULL AS DOUBLE) AS disk_gib,
  CAST(NULL AS DOUBLE) AS network_mbps,
  CAST(NULL AS DOUBLE) AS usd_per_month,
  CAST(first_seen AS DATE) AS in_service_from
FROM machines
WHERE (SELECT fault FROM extent) IS NULL
