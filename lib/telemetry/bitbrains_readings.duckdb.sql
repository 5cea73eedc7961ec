-- Daily CPU figures from a bitbrains extract, whose samples are irregular: runs of equal values are merged into
-- one interval of several minutes to several days. DuckDB only: reads a CSV file.
--
-- Each interval is cut back into the 5-minute pieces it was merged from; a piece belongs to the UTC day it begins
-- in, so that an interval over midnight counts for both days. Every piece weighs the same, which makes the 95th
-- percentile (linear between neighbours, R-7) a percentile of time and not of rows.
--
-- A machine that reports no processors is switched off: such time says nothing about load and is no sample. (Of
-- the two longest intervals, 15 days at 0 %, both are of this kind.) A day with no sample at all keeps its row, with
-- samples 0, so that it is refused later by the rule for incomplete days and its absence has a reason.
WITH intervals AS (
  SELECT vm_id, interval_end_utc, duration_s, cpu_count, cpu_pct
  FROM read_csv(:file, header = true, auto_detect = false, columns = {
    'vm_id': 'INTEGER', 'interval_end_utc': 'TIMESTAMP', 'duration_s': 'INTEGER', 'cpu_count': 'INTEGER',
    'cpu_usage_mhz': 'DOUBLE', 'cpu_capacity_mhz': 'DOUBLE', 'mem_capacity_raw': 'BIGINT', 'cpu_pct': 'DOUBLE'
  })
),
cut AS (
  SELECT
    vm_id,
    interval_end_utc,
    CASE WHEN cpu_count > 0 THEN cpu_pct END AS running_pct,
    -- Clocks drift by a second or so: 599 seconds are two pieces.
    unnest(range(greatest(1, CAST(round(duration_s / 300.0) AS INTEGER)))) AS pieces_after
  FROM intervals
),
pieces AS (
  SELECT
    vm_id,
    CAST(interval_end_utc - to_seconds(300 * (pieces_after + 1)) AS DATE) AS date,
    running_pct
  FROM cut
)
SELECT
  'VM-' || lpad(CAST(vm_id AS VARCHAR), 4, '0') AS server_id,
  date,
  1 AS delivery,
  quantile_cont(running_pct, 0.95) AS cpu_p95,
  CAST(NULL AS DOUBLE) AS memory_p95,
  CAST(NULL AS DOUBLE) AS disk_p95,
  CAST(NULL AS DOUBLE) AS net_in_p95,
  CAST(NULL AS DOUBLE) AS net_out_p95,
  max(running_pct) AS cpu_max,
  CAST(NULL AS DOUBLE) AS memory_max,
  CAST(NULL AS DOUBLE) AS disk_max,
  CAST(count(running_pct) AS INTEGER) AS samples
FROM pieces
GROUP BY vm_id, date
