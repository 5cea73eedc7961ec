-- Instance types with sizes and monthly prices. DuckDB only: reads a CSV file (SOURCE.md beside it).
SELECT
  instance_type,
  family,
  CAST(generation AS INTEGER) AS generation,
  arch,
  CAST(vcpu AS INTEGER) AS vcpu,
  CAST(memory_gib AS DOUBLE) AS memory_gib,
  CAST(network_mbps AS DOUBLE) AS network_mbps,
  CAST(ebs_mbps AS DOUBLE) AS ebs_mbps,
  CAST(usd_per_hour AS DOUBLE) * :hours_per_month AS usd_per_month,
  CAST(usd_per_year_3yr_reserved AS DOUBLE) / 12 AS usd_per_month_reserved
FROM read_csv(:file, header = true, all_varchar = true)
WHERE gpu_count IS NULL
