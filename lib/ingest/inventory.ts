/** What is known of the servers: the columns an inventory may have. */

/** Columns of text and of numbers, by the names they have in the snapshot `servers`. */
export const TEXT_COLUMNS = [
  "business_unit",
  "region",
  "criticality",
  "environment",
  "archetype",
  "service",
  "instance_type",
] as const;
export const NUMBER_COLUMNS = ["vcpu", "memory_gib", "disk_gib", "network_mbps", "usd_per_month"] as const;
