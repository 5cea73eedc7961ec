/** Small fleets that may share hosts. */
import type { Profile } from "../../lib/recommendations/hosts.ts";
import type { Fleet } from "../../lib/recommendations/plan.ts";
import type { Evidence } from "../../lib/recommendations/size.ts";
import { alike, CATALOGUE, evidence, sizeOf } from "./fleet.ts";

const WEEKS = 4;

/** CPU and memory by week, no network. */
const profile = (cpu: number[], memory: number): Profile =>
  Float64Array.from([...cpu, ...Array(WEEKS).fill(memory), ...Array(2 * WEEKS).fill(0)]);

/** Servers of 4 vCPU and 16 GiB in staging, busy in odd or in even weeks. */
export function staging(count: number, change: Partial<Evidence> = {}): Evidence[] {
  return Array.from({ length: count }, (_, index) =>
    evidence({
      server_id: `SRV-000${index + 1}`,
      service: `service-${index}`,
      environment: "staging",
      now: sizeOf("m6i.xlarge"),
      needs: alike({ cpu: 2.4, memory: 5, disk: null, network: 100 }),
      bursts: new Float64Array(90).fill(3),
      ...change,
    }));
}

export const fleetOf = (servers: readonly Evidence[]): Fleet => ({
  servers,
  refused: [{
    server_id: "SRV-9999",
    instance_type: "vm",
    usd_per_month: null,
    why: "Not assessed: CPU is not measured.",
  }],
  profiles: new Map(servers.map(({ server_id }, index) => [
    server_id,
    profile(index % 2 === 0 ? [2.4, 0.3, 2.4, 0.3] : [0.3, 2.4, 0.3, 2.4], 5),
  ])),
  catalogue: CATALOGUE.filter(({ family }) => family !== "t3"),
  earliest: new Map([["eu-west-1", "2026-01-05"]]),
});
