/** Whether a size fits a server: every rule is asked, and each answer is kept. */
import type { Settings } from "../config/settings.ts";
import type { Evidence, InstanceType, Need } from "./size.ts";

type Rules = Settings["recommendations"];

/** One rule's answer: in words, with its figures. */
export interface Check {
  rule: string;
  passed: boolean;
  says: string;
}

const PERCENT = 100;
const whole = (value: number): string => value.toFixed(0);

/** A load against its limit, both in % of the capacity. */
function within(rule: string, load: number, capacity: number, limitPct: number): Check {
  const pct = load / capacity * PERCENT;
  return { rule, passed: pct <= limitPct, says: `${rule} ${whole(pct)} %, at most ${whole(limitPct)} %` };
}

function network({ network }: Need, to: InstanceType, { target_pct }: Rules): Check {
  const rule = "network";
  if (network === null) return { rule, passed: true, says: "network not measured" };
  if (to.network_mbps === null) return { rule, passed: false, says: "network of the size not known" };
  return within(rule, network, to.network_mbps, target_pct.network);
}

function bursts({ bursts }: Evidence, to: InstanceType, { burst }: Rules): Check {
  const limit = to.vcpu * burst.limit_pct / PERCENT;
  const days = bursts.reduce((count, vcpu) => count + Number(vcpu > limit), 0);
  const says = `${days} of ${bursts.length} days above ${burst.limit_pct} % (${burst.max_days} may be)`;
  return { rule: "bursts", passed: days <= burst.max_days, says };
}

function storageBandwidth({ now }: Evidence, to: InstanceType, { storage_bandwidth_share }: Rules): Check {
  const rule = "storage bandwidth";
  if (now.ebs_mbps === null || to.ebs_mbps === null) {
    return { rule, passed: false, says: `${rule} not known` };
  }
  const least = now.ebs_mbps * storage_bandwidth_share;
  return {
    rule,
    passed: to.ebs_mbps >= least,
    says: `${rule} ${to.ebs_mbps} Mbit/s, at least ${whole(least)}`,
  };
}

/**
 * With one server of its pool gone, the others carry its load in equal parts. A loss that could not be borne before
 * may stay as bad, never become worse.
 */
function lossOfOne({ pool, now }: Evidence, need: Need, to: InstanceType, rules: Rules): Check[] {
  if (pool < 2) return [{ rule: "loss of one", passed: true, says: "no other server in its pool" }];
  const left = (resource: string, load: number, before: number, after: number): Check => {
    const name = `${resource} with one of ${pool} lost`;
    const check = within(name, load * pool / (pool - 1), after, rules.loss_of_one_pct);
    return { ...check, passed: check.passed || after >= before };
  };
  return [
    left("CPU", need.cpu, now.vcpu, to.vcpu),
    left("memory", need.memory, now.memory_gib, to.memory_gib),
  ];
}

function architecture({ now }: Evidence, { arch }: InstanceType): Check {
  return { rule: "architecture", passed: arch === now.arch, says: `architecture ${arch}` };
}

function family({ environment }: Evidence, { family }: InstanceType, rules: Rules): Check {
  const lent = rules.burstable_families.includes(family);
  const passed = lent ? rules.burstable_environments.includes(environment) : rules.families.includes(family);
  return { rule: "family", passed, says: lent ? `burstable family in ${environment}` : `family ${family}` };
}

/** Everything a size must pass to be chosen, in the order a reader would ask. */
export function checks(evidence: Evidence, need: Need, to: InstanceType, rules: Rules): Check[] {
  return [
    architecture(evidence, to),
    family(evidence, to, rules),
    within("CPU", need.cpu, to.vcpu, rules.target_pct.cpu),
    bursts(evidence, to, rules),
    within("memory", need.memory, to.memory_gib, rules.target_pct.memory),
    network(need, to, rules),
    storageBandwidth(evidence, to, rules),
    ...lossOfOne(evidence, need, to, rules),
  ];
}

export const passes = (all: readonly Check[]): boolean => all.every(({ passed }) => passed);

export const inWords = (all: readonly Check[]): string => all.map(({ says }) => says).join("; ");

/** The rules a size broke. */
export const broken = (all: readonly Check[]): string => inWords(all.filter(({ passed }) => !passed));
