/** The plan of the whole fleet: one recommendation per server, so that no saving counts twice. */
import type { Settings } from "../config/settings.ts";
import type { recommendations as schema } from "../pipeline/schemas/recommendations.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { decide, type Decision, diskNeeded, type Savings } from "./decide.ts";
import { inWords } from "./fit.ts";
import type { Profile } from "./hosts.ts";
import { type Group, groups, type Pool } from "./merge.ts";
import { type Evidence, type InstanceType } from "./size.ts";

type Rules = Settings["recommendations"];
export type Recommendation = RowOf<typeof schema>;

/** A server that cannot be judged, and why. */
export interface NotAssessed {
  server_id: string;
  instance_type: string;
  usd_per_month: number | null;
  why: string;
}

export interface Fleet {
  servers: readonly Evidence[];
  refused: readonly NotAssessed[];
  /** By server; see {@link Profile}. */
  profiles: ReadonlyMap<string, Profile>;
  catalogue: readonly InstanceType[];
  /** By region: the first day on which something may be changed; absent when the calendar ends before. */
  earliest: ReadonlyMap<string, string>;
}

export interface Plan {
  decisions: readonly Decision[];
  /** Servers that may share hosts, by what they must have in common. */
  groups: readonly Group[];
  /** Those of them that should. */
  pools: readonly Pool[];
}

const REVERSIBILITY: Readonly<Record<Recommendation["action"], string>> = {
  keep: "Nothing changes",
  upsize: "Back to the old size with a restart",
  downsize: "Back to the old size with a restart",
  merge: "Move back to the old server, kept until the shared host has proved itself",
  retire: "Start it again from its image",
  not_assessed: "Nothing changes",
};

/** The most sizes whose rejection is told; the closest in price come first. */
const MOST_REJECTED = 3;

const amounts = (onDemand: Savings, reserved: Savings | null) => ({
  saving_low_usd_month: onDemand.conservative,
  saving_expected_usd_month: onDemand.expected,
  saving_high_usd_month: onDemand.aggressive,
  reserved_low_usd_month: reserved?.conservative ?? null,
  reserved_expected_usd_month: reserved?.expected ?? null,
  reserved_high_usd_month: reserved?.aggressive ?? null,
});

const NOTHING: Savings = { conservative: 0, expected: 0, aggressive: 0 };

function notAssessed({ server_id, instance_type, usd_per_month, why }: NotAssessed): Recommendation {
  return {
    server_id,
    action: "not_assessed",
    target: "as it is",
    instance_from: instance_type,
    instance_to: null,
    usd_per_month,
    ...amounts(NOTHING, null),
    earliest_date: null,
    confidence: "none",
    reversibility: REVERSIBILITY.not_assessed,
    evidence: "",
    constraint_checks: "",
    rejected: "",
    rejected_count: 0,
    reason: why,
  };
}

const hosts = (count: number): string => `${count} ${count === 1 ? "host" : "hosts"}`;

const figure = (value: number): string => String(Number(value.toPrecision(3)));

function evidenceInWords(
  { needs: { expected }, now, disk_gib, days }: Evidence,
  { postures }: Rules,
): string {
  const disk = expected.disk === null || disk_gib === null
    ? []
    : [`disk ${figure(expected.disk)} of ${figure(disk_gib)} GiB`];
  const network = expected.network === null ? [] : [`network ${figure(expected.network)} Mbit/s`];
  return `At most, over ${days} days and the ${postures.expected.toUpperCase()} forecast: ` + [
    `CPU ${figure(expected.cpu)} of ${now.vcpu} vCPU`,
    `memory ${figure(expected.memory)} of ${figure(now.memory_gib)} GiB`,
    ...disk,
    ...network,
  ].join(", ");
}

function targetOf(decision: Decision, rules: Rules): string {
  const { action, to, evidence } = decision;
  if (action === "retire") return "released";
  const disk = action === "upsize" ? diskNeeded(evidence, rules) : null;
  const parts = [
    ...(to === undefined || to === evidence.now ? [] : [to.instance_type]),
    ...(disk === null ? [] : [`disk ${figure(evidence.disk_gib!)} → ${figure(disk)} GiB`]),
  ];
  return parts.length === 0 ? "as it is" : parts.join(", ");
}

function alone(decision: Decision, fleet: Fleet, rules: Rules): Recommendation {
  const { evidence, action, to, onDemand, reserved, confidence, rejected } = decision;
  return {
    server_id: evidence.server_id,
    action,
    target: targetOf(decision, rules),
    instance_from: evidence.now.instance_type,
    instance_to: to?.instance_type ?? null,
    usd_per_month: evidence.now.usd_per_month,
    ...amounts(onDemand, reserved),
    earliest_date: action === "keep" ? null : fleet.earliest.get(evidence.region) ?? null,
    confidence,
    reversibility: REVERSIBILITY[action],
    evidence: evidenceInWords(evidence, rules),
    constraint_checks: inWords(decision.checks),
    rejected: rejected.slice(0, MOST_REJECTED).map(({ instance_type, why }) => `${instance_type}: ${why}`)
      .join(" | "),
    rejected_count: rejected.length,
    reason: decision.reason,
  };
}

/** The pool's saving, shared out in proportion to what its servers cost now. */
function shareOfPool(prices: readonly number[], after: number, price: number): number {
  const before = prices.reduce((sum, value) => sum + value, 0);
  return price * (before - after) / before;
}

function pooled(decision: Decision, pool: Pool, fleet: Fleet, rules: Rules): Recommendation {
  const { evidence, onDemand, reserved } = decision;
  const host = pool.hosts.find(({ servers }) => servers.includes(evidence.server_id))!;
  const saving = shareOfPool(
    pool.members.map(({ evidence }) => evidence.now.usd_per_month),
    pool.usd_per_month,
    evidence.now.usd_per_month,
  );
  const reservedPrices = pool.members.map(({ evidence }) => evidence.now.usd_per_month_reserved ?? NaN);
  const reservedSaving = shareOfPool(
    reservedPrices,
    pool.usd_per_month_reserved ?? NaN,
    evidence.now.usd_per_month_reserved ?? NaN,
  );
  // If sharing is refused, the server may still shrink: that is the least. What aggressive sizing alone would save is the most.
  const within = (own: Savings, expected: number): Savings => ({
    conservative: Math.min(own.conservative, expected),
    expected,
    aggressive: Math.max(own.aggressive, expected),
  });
  const without = host.servers.length - 1;
  return {
    ...alone(decision, fleet, rules),
    action: "merge",
    target: host.name,
    instance_to: host.type.instance_type,
    ...amounts(
      within(onDemand, saving),
      reserved === null || !Number.isFinite(reservedSaving) ? null : within(reserved, reservedSaving),
    ),
    earliest_date: fleet.earliest.get(evidence.region) ?? null,
    confidence: decision.confidence === "high" ? "medium" : decision.confidence,
    reversibility: REVERSIBILITY.merge,
    constraint_checks:
      `same region, environment and licence group; no other ${evidence.archetype} of ${evidence.service} on the host; ` +
      `${hosts(pool.hosts.length)}, at least ${pool.lowerBound} needed, ${pool.byPeak} by peaks`,
    reason:
      `Shares ${host.name} (${host.type.instance_type}) with ${without} other ${
        without === 1 ? "server" : "servers"
      }: ` +
      `their busy weeks differ enough that ${hosts(pool.hosts.length)} ${
        pool.hosts.length === 1 ? "carries" : "carry"
      } ${pool.members.length} servers.`,
  };
}

/** Decides for every server alone, then looks for pools. */
export function planFor(fleet: Fleet, rules: Rules, seed: number): Plan {
  const decisions = fleet.servers.map((evidence) => decide(evidence, fleet.catalogue, rules));
  const found = groups(decisions, fleet.profiles, fleet.catalogue, rules, seed);
  return { decisions, groups: found, pools: found.flatMap(({ pool }) => pool ?? []) };
}

/** The plan as rows of the snapshot `recommendations`, by server. */
export function rowsOf({ decisions, pools }: Plan, fleet: Fleet, rules: Rules): Recommendation[] {
  const poolOf = new Map(pools.flatMap((pool) => pool.members.map((member) => [member, pool])));
  const rows = decisions.map((decision) => {
    const pool = poolOf.get(decision);
    return pool === undefined ? alone(decision, fleet, rules) : pooled(decision, pool, fleet, rules);
  });
  return [...rows, ...fleet.refused.map(notAssessed)].sort((a, b) => (a.server_id < b.server_id ? -1 : 1));
}
