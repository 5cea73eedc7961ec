/** Steps in words. */
import type { Scope, Step } from "../config/steps.ts";

const NAMES: Readonly<Record<string, string>> = {
  cpu_p95: "CPU",
  memory_p95: "memory",
  disk_p95: "disk",
  net_in_p95: "network in",
  net_out_p95: "network out",
};

function where({ business_unit, region, environment, service, server }: Scope): string {
  const parts = [server, service, environment, business_unit, region].filter((part) => part !== undefined);
  return parts.length === 0 ? "the whole fleet" : parts.join(", ");
}

const signed = (percent: number): string => `${percent > 0 ? "+" : ""}${percent} %`.replace("-", "−");

function amounts(step: Extract<Step, { do: "add_workload" }>): string {
  const parts: [number | undefined, string][] = [
    [step.vcpu, "vCPU"],
    [step.memory_gib, "GiB of memory"],
    [step.disk_gib, "GiB of disk"],
    [step.net_in_mbps, "Mbit/s in"],
    [step.net_out_mbps, "Mbit/s out"],
  ];
  const given = parts.filter(([amount]) => amount !== undefined && amount > 0);
  return given.length === 0 ? "nothing" : given.map(([amount, unit]) => `${amount} ${unit}`).join(", ");
}

/** A step as a planner would say it. */
export function describe(step: Step): string {
  switch (step.do) {
    case "grow":
      return `${step.metric === undefined ? "Load" : `Load on ${NAMES[step.metric]}`} of ${where(step)} ${
        signed(step.percent)
      }${step.per === "year" ? " a year" : ""}`;
    case "add_workload":
      return `A new workload of ${amounts(step)} on ${where(step)}`;
    case "shift":
      return `${step.percent} % of the load of ${step.from} moves to ${step.to}`;
    case "remove_servers":
      return `Without ${step.servers.join(", ")}`;
    case "add_servers":
      return `${step.count} more ${
        step.count === 1 ? "server" : "servers"
      } for ${step.service}, ${step.environment}, ${step.region}`;
    case "lose_region":
      return `${step.region} is lost; ${
        step.to.length === 0
          ? "all other regions take"
          : `${step.to.join(", ")} ${step.to.length === 1 ? "takes" : "take"}`
      } its load`;
    case "thresholds":
      return `High from ${step.high} %, very high from ${step.very_high} %`;
    case "prices":
      return `Prices of ${where(step)} ${signed(step.percent)}`;
    case "lead_time":
      return `Orders for ${where(step)} take ${step.days} days`;
  }
}
