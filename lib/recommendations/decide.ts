/** What one server should be, looked at alone. Sharing hosts comes after: see merge.ts. */
import type { Settings } from "../config/settings.ts";
import { capital, list } from "../wording/format.ts";
import { type Check, checks } from "./fit.ts";
import { type Rejected, resize, type Resized } from "./resize.ts";
import { type Evidence, type InstanceType, type Posture, POSTURES } from "./size.ts";

type Rules = Settings["recommendations"];

export const ACTIONS = ["keep", "upsize", "downsize", "merge", "retire", "not_assessed"] as const;
export type Action = (typeof ACTIONS)[number];
export const CONFIDENCES = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** USD per month; negative is a cost. */
export type Savings = Readonly<Record<Posture, number>>;

export interface Decision {
  evidence: Evidence;
  action: Exclude<Action, "not_assessed" | "merge">;
  /** Undefined when it goes. */
  to: InstanceType | undefined;
  onDemand: Savings;
  /** Null when a price is not known. */
  reserved: Savings | null;
  confidence: Confidence;
  checks: readonly Check[];
  rejected: readonly Rejected[];
  reason: string;
}

const pct = (value: number, of: number): string => `${(value / of * 100).toFixed(0)} %`;

/** Savings of three sizes; one that is not known counts as no change. */
function savingsOf(
  now: InstanceType,
  sizes: Readonly<Record<Posture, InstanceType | undefined>>,
): Pick<Decision, "onDemand" | "reserved"> {
  const each = (saving: (to: InstanceType) => number): Savings => {
    const of = (posture: Posture) => saving(sizes[posture] ?? now);
    return { conservative: of("conservative"), expected: of("expected"), aggressive: of("aggressive") };
  };
  const reserved = each(({ usd_per_month_reserved }) =>
    (now.usd_per_month_reserved ?? NaN) - (usd_per_month_reserved ?? NaN)
  );
  return {
    onDemand: each(({ usd_per_month }) => now.usd_per_month - usd_per_month),
    reserved: POSTURES.every((posture) => Number.isFinite(reserved[posture])) ? reserved : null,
  };
}

/** The size of each posture, but never one that costs more than now unless more is needed. */
function sizesOf(resized: Readonly<Record<Posture, Resized>>, now: InstanceType, mayGrow: boolean) {
  const of = (posture: Posture) => {
    const { to } = resized[posture];
    return to !== undefined && (mayGrow || to.usd_per_month < now.usd_per_month) ? to : now;
  };
  return { conservative: of("conservative"), expected: of("expected"), aggressive: of("aggressive") };
}

function confidenceOf({ warned, days }: Evidence, sameSize: boolean, rules: Rules): Confidence {
  if (warned || days < rules.window_days / 2) return "low";
  return sameSize ? "high" : "medium";
}

/** Whether it is quiet on processor and network, in the window and in the forecast. */
export function isIdle({ needs: { expected }, now }: Evidence, { idle }: Rules): boolean {
  const network = expected.network === null || now.network_mbps === null
    ? undefined
    : expected.network / now.network_mbps;
  return expected.cpu / now.vcpu * 100 < idle.cpu_pct && network !== undefined &&
    network * 100 < idle.network_pct;
}

/** The disk it needs, when what it has will not do; GiB. */
export function diskNeeded(
  { needs: { expected }, disk_gib }: Evidence,
  { target_pct }: Rules,
): number | null {
  if (expected.disk === null || disk_gib === null) return null;
  const needed = Math.ceil(expected.disk / target_pct.disk * 100);
  return needed > disk_gib ? needed : null;
}

/**
 * Decides for one server: retire when idle, upsize when at risk, downsize when a cheaper size carries its needs and
 * saves enough, else keep.
 */
export function decide(evidence: Evidence, catalogue: readonly InstanceType[], rules: Rules): Decision {
  const { now, needs, at_risk } = evidence;
  const resized = {
    conservative: resize(evidence, needs.conservative, catalogue, rules),
    expected: resize(evidence, needs.expected, catalogue, rules),
    aggressive: resize(evidence, needs.aggressive, catalogue, rules),
  };
  const mayGrow = at_risk.some((metric) => metric !== "disk");
  const sizes = sizesOf(resized, now, mayGrow);
  const { to, rejected } = resized.expected;
  const shared = {
    evidence,
    to: sizes.expected,
    ...savingsOf(now, sizes),
    confidence: confidenceOf(evidence, sizes.conservative === sizes.expected, rules),
    checks: sizes.expected === to ? resized.expected.checks : checks(evidence, needs.expected, now, rules),
    rejected,
  };
  const kept = {
    ...shared,
    to: now,
    ...savingsOf(now, { conservative: now, expected: now, aggressive: now }),
  };

  if (isIdle(evidence, rules) && at_risk.length === 0) return retired(shared, rules);
  if (at_risk.length > 0) {
    if (!mayGrow) return { ...kept, action: "upsize", reason: "Disk runs out; the size stays as it is." };
    if (to === undefined) {
      return {
        ...kept,
        action: "keep",
        reason: `No size of the allowed families carries its ${list(at_risk)}: spread the load.`,
      };
    }
    const says = `${list(at_risk)} at risk; ${to.instance_type} carries the forecast within its targets.`;
    return { ...shared, action: "upsize", reason: capital(says) };
  }
  if (shared.onDemand.expected < Math.max(rules.min_saving_usd_per_month, Number.MIN_VALUE)) {
    return { ...kept, action: "keep", reason: "No cheaper size carries its needs and saves enough." };
  }
  const { cpu, memory } = needs.expected;
  const carries = `CPU ${pct(cpu, sizes.expected.vcpu)} and memory ${pct(memory, sizes.expected.memory_gib)}`;
  return {
    ...shared,
    action: "downsize",
    reason: `${sizes.expected.instance_type} carries its busiest days at ${carries} of capacity.`,
  };
}

type Shared = Omit<Decision, "action" | "reason">;

/** An idle server: at worst only its size can shrink, at best all of its price is saved. */
function retired(shared: Shared, { idle, window_days }: Rules): Decision {
  const { evidence: { now }, onDemand, reserved } = shared;
  const all = (price: number, { conservative }: Savings): Savings => ({
    conservative,
    expected: price,
    aggressive: price,
  });
  return {
    ...shared,
    action: "retire",
    to: undefined,
    onDemand: all(now.usd_per_month, onDemand),
    reserved: reserved === null || now.usd_per_month_reserved === null
      ? null
      : all(now.usd_per_month_reserved, reserved),
    confidence: shared.confidence === "high" ? "medium" : shared.confidence,
    reason:
      `Below ${idle.cpu_pct} % CPU and ${idle.network_pct} % network over ${window_days} days and in the forecast: ask its owner whether it is needed.`,
  };
}
