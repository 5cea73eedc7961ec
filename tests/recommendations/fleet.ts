/** A small catalogue and servers to decide about. */
import { configured } from "../configured.ts";
import type { Evidence, InstanceType, Need } from "../../lib/recommendations/size.ts";

export const RULES = configured("recommendations");

/** 2 vCPU and 8 GiB per large, doubled with the size; prices double with it. */
function type(instance_type: string, vcpu: number, memory_gib: number, usd_per_month: number): InstanceType {
  return {
    instance_type,
    family: instance_type.split(".")[0]!,
    arch: "amd64",
    vcpu,
    memory_gib,
    network_mbps: 1000,
    ebs_mbps: 10_000,
    usd_per_month,
    usd_per_month_reserved: usd_per_month * 0.4,
  };
}

export const CATALOGUE: readonly InstanceType[] = [
  type("m6i.large", 2, 8, 70),
  type("m6i.xlarge", 4, 16, 140),
  type("m6i.2xlarge", 8, 32, 280),
  type("c6i.xlarge", 4, 8, 124),
  type("c6i.2xlarge", 8, 16, 248),
  type("t3.xlarge", 4, 16, 110),
  { ...type("m7i.xlarge", 4, 16, 147), arch: "arm64" },
];

export const sizeOf = (name: string): InstanceType =>
  CATALOGUE.find(({ instance_type }) => instance_type === name)!;

/** The same need in every posture. */
export const alike = (need: Need): Evidence["needs"] => ({
  conservative: need,
  expected: need,
  aggressive: need,
});

/** A production server of 8 vCPU and 32 GiB that needs 2 vCPU and 5 GiB. */
export function evidence(change: Partial<Evidence> = {}): Evidence {
  return {
    server_id: "SRV-0001",
    business_unit: "Retail",
    region: "eu-west-1",
    environment: "production",
    criticality: "Medium",
    archetype: "application",
    service: "cards",
    disk_gib: 100,
    now: sizeOf("m6i.2xlarge"),
    needs: alike({ cpu: 2, memory: 5, disk: 40, network: 200 }),
    bursts: new Float64Array(90).fill(2.5),
    pool: 1,
    days: 90,
    warned: false,
    at_risk: [],
    ...change,
  };
}
