/** Sizes a server may have, and what it needs of one. */

/** A row of the snapshot `catalogue`. */
export interface InstanceType {
  instance_type: string;
  family: string;
  arch: string;
  vcpu: number;
  memory_gib: number;
  /** Mbit/s; null when not known, as is the next. */
  network_mbps: number | null;
  ebs_mbps: number | null;
  usd_per_month: number;
  usd_per_month_reserved: number | null;
}

export const POSTURES = ["conservative", "expected", "aggressive"] as const;
/** How much of the forecast's uncertainty a size must carry. */
export type Posture = (typeof POSTURES)[number];

/** What a server needs at most, in units of capacity: the window's load or the forecast's highest day. */
export interface Need {
  /** vCPU in use. */
  cpu: number;
  /** GiB in use. */
  memory: number;
  /** GiB in use; null when disk is not measured, as is network. */
  disk: number | null;
  /** Mbit/s of the busier direction. */
  network: number | null;
}

/** What is known of a server when its size is chosen. */
export interface Evidence {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  criticality: string;
  archetype: string;
  service: string;
  disk_gib: number | null;
  /** Its present type. */
  now: InstanceType;
  needs: Readonly<Record<Posture, Need>>;
  /** vCPU in use at each day's maximum, over the window. */
  bursts: Float64Array;
  /** Servers of its service, archetype, region and environment, itself included. */
  pool: number;
  /** Days with a value behind the window's figures. */
  days: number;
  /** Whether a series it rests on carries a warning. */
  warned: boolean;
  /** Highest level of risk over its metrics, and the metrics that have it. */
  at_risk: readonly string[];
}
