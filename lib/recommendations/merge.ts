/** Servers that could share hosts, and whether that costs less than each at its own size. */
import type { Settings } from "../config/settings.ts";
import { Host } from "../packing/host.ts";
import { atPeak, firstFitDecreasing } from "../packing/first_fit.ts";
import type { Item } from "../packing/item.ts";
import { pack } from "../packing/pack.ts";
import type { Decision } from "./decide.ts";
import type { InstanceType } from "./size.ts";

type Rules = Settings["recommendations"];

/** Resources of a profile, in this order. */
export const RESOURCES = ["cpu", "memory", "net_in", "net_out"] as const;

/** A server's load over the forecast's weeks, resource by resource, in vCPU, GiB and Mbit/s. */
export type Profile = Float64Array;

export interface SharedHost {
  name: string;
  type: InstanceType;
  servers: readonly string[];
}

/** Servers that share hosts with one another. */
export interface Pool {
  key: string;
  members: readonly Decision[];
  hosts: readonly SharedHost[];
  /** Fewest hosts of that type any packing needs, and how many first fit decreasing by peak takes. */
  lowerBound: number;
  byPeak: number;
  usd_per_month: number;
  usd_per_month_reserved: number | null;
}

const PERCENT = 100;

/** What of a type a resource may use. */
function usable(type: InstanceType, rules: Rules, share: number): number[] {
  const { cpu, memory, network } = rules.target_pct;
  const link = type.network_mbps ?? 0;
  return [type.vcpu * cpu, type.memory_gib * memory, link * network, link * network]
    .map((capacity) => capacity * share / PERCENT);
}

/** Replicas of one service stand apart. */
const apartKeys = ({ service, archetype }: Decision["evidence"]): string[] => [`${service}/${archetype}`];

function itemOf({ evidence }: Decision, profile: Profile, capacity: readonly number[]): Item {
  const steps = profile.length / RESOURCES.length;
  return {
    id: evidence.server_id,
    load: profile.map((value, place) => {
      const of = capacity[Math.floor(place / steps)]!;
      return value === 0 ? 0 : value / of;
    }),
    apart: apartKeys(evidence),
  };
}

/** Whether the other hosts can take over everything of any one of them. */
export function survivesLoss(hosts: readonly (readonly Item[])[], room: number): boolean {
  return hosts.every((lost, index) => {
    const others = hosts.filter((_, other) => other !== index).map((items) => {
      const host = new Host(lost[0]!.load.length);
      for (let place = 0; place < host.free.length; place++) host.free[place] = room;
      // Replicas may share a host while one is lost.
      items.forEach((item) => host.add({ ...item, apart: [] }));
      return host;
    });
    return lost.toSorted((a, b) => Math.max(...b.load) - Math.max(...a.load)).every((item) => {
      const free = { ...item, apart: [] };
      const found = others.find((host) => host.takes(free));
      found?.add(free);
      return found !== undefined;
    });
  });
}

interface Option {
  type: InstanceType;
  hosts: readonly (readonly Item[])[];
  lowerBound: number;
  byPeak: number;
}

/** Packs servers on hosts of one type; undefined where one is too large, or the loss of a host cannot be borne. */
function option(
  members: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  type: InstanceType,
  rules: Rules,
  seed: number,
): Option | undefined {
  const redundant = rules.merge.redundant_environments.includes(members[0]!.evidence.environment);
  let share = 1;
  // Each round leaves as much free on every host as the loss of one of them asks for.
  for (let round = 0; round < 3; round++) {
    const capacity = usable(type, rules, share);
    const items = members.map((member) => itemOf(member, profiles.get(member.evidence.server_id)!, capacity));
    if (items.some(({ load }) => load.some((value) => value > 1))) return undefined;
    const { hosts, lowerBound } = pack(items, rules.merge.search_steps, seed);
    const room = rules.loss_of_one_pct / rules.target_pct.memory / share;
    if (!redundant || (hosts.length > 1 && survivesLoss(hosts, room))) {
      const steps = items[0]!.load.length / RESOURCES.length;
      return { type, hosts, lowerBound, byPeak: firstFitDecreasing(atPeak(items, steps)).length };
    }
    share = Math.min(share * 0.9, Math.max(1, hosts.length - 1) / Math.max(2, hosts.length));
  }
  return undefined;
}

const costOf = (decisions: readonly Decision[]): number =>
  decisions.reduce((sum, { to, evidence }) => sum + (to ?? evidence.now).usd_per_month, 0);

function isMergeable({ action, evidence }: Decision, { merge }: Rules): boolean {
  return (action === "keep" || action === "downsize") && evidence.at_risk.length === 0 &&
    merge.criticality.includes(evidence.criticality) && merge.environments.includes(evidence.environment);
}

function groupKey({ evidence: { region, environment, archetype, now } }: Decision, { merge }: Rules): string {
  const licence = merge.licence_groups.includes(archetype) ? archetype : "shared";
  return `${region}/${environment}/${licence}/${now.arch}`;
}

/** The cheapest way to put a group on shared hosts, if that saves enough for each of them. */
function poolOf(
  key: string,
  members: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  types: readonly InstanceType[],
  rules: Rules,
  seed: number,
): Pool | undefined {
  const options = types.map((type) => option(members, profiles, type, rules, seed))
    .filter((found) => found !== undefined)
    .toSorted((a, b) => a.hosts.length * a.type.usd_per_month - b.hosts.length * b.type.usd_per_month);
  const best = options[0];
  if (best === undefined) return undefined;
  const { type, hosts, lowerBound, byPeak } = best;
  const usd_per_month = hosts.length * type.usd_per_month;
  if (costOf(members) - usd_per_month < rules.min_saving_usd_per_month * members.length) return undefined;
  return {
    key,
    members,
    hosts: hosts.map((items, index) => ({
      name: `${key}/${index + 1}`,
      type,
      servers: items.map(({ id }) => id).sort(),
    })),
    lowerBound,
    byPeak,
    usd_per_month,
    usd_per_month_reserved: type.usd_per_month_reserved === null
      ? null
      : hosts.length * type.usd_per_month_reserved,
  };
}

/**
 * Pools of servers that should share hosts.
 * @param decisions  every server looked at alone
 * @param profiles   by server; one without a profile stays alone
 */
export function pools(
  decisions: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  catalogue: readonly InstanceType[],
  rules: Rules,
  seed: number,
): Pool[] {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (!isMergeable(decision, rules) || !profiles.has(decision.evidence.server_id)) continue;
    const key = groupKey(decision, rules);
    groups.set(key, [...groups.get(key) ?? [], decision]);
  }
  const { host_families, largest_vcpu } = rules.merge;
  return [...groups].flatMap(([key, members]) => {
    const types = catalogue.filter(({ family, vcpu, arch }) =>
      host_families.includes(family) && vcpu <= largest_vcpu && arch === members[0]!.evidence.now.arch
    );
    const pool = members.length < 2 ? undefined : poolOf(key, members, profiles, types, rules, seed);
    return pool === undefined ? [] : [pool];
  });
}
