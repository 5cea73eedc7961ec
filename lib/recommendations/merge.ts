/** Servers that could share hosts, and whether that costs less than each at its own size. */
import type { Settings } from "../config/settings.ts";
import type { Decision } from "./decide.ts";
import { isRedundant, type Option, option, type Profile } from "./hosts.ts";
import { number } from "../wording/format.ts";
import type { InstanceType } from "./size.ts";

type Rules = Settings["recommendations"];

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
  /** Whether any host may be lost. */
  redundant: boolean;
  usd_per_month: number;
  usd_per_month_reserved: number | null;
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

/** USD a month. */
export const price = ({ hosts, type }: Option): number => hosts.length * type.usd_per_month;

/** The cheapest way to put a group on shared hosts: sizes compared first, then the best of them packed with care. */
function cheapest(
  members: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  types: readonly InstanceType[],
  rules: Rules,
  seed: number,
): Option | undefined {
  const { search_steps, refine_steps } = rules.merge;
  const [best] = types.flatMap((type) =>
    option(members, profiles, type, rules, { seed, steps: search_steps }) ?? []
  )
    .toSorted((a, b) => price(a) - price(b));
  if (best === undefined || best.hosts.length === best.lowerBound) return best;
  const refined = option(members, profiles, best.type, rules, { seed, steps: refine_steps });
  return refined !== undefined && price(refined) < price(best) ? refined : best;
}

/** A group that may share hosts, and what came of it. */
export interface Group {
  key: string;
  members: readonly Decision[];
  /** Undefined where no size carries them, or sharing saves too little. */
  pool: Pool | undefined;
  /** The cheapest way found to share; null where no size carries them. */
  best: Option | null;
  /** What it costs when each has its own size, a month. */
  usd_alone: number;
  why: string;
}

function groupOf(
  key: string,
  members: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  types: readonly InstanceType[],
  rules: Rules,
  seed: number,
): Group {
  const of = { key, members, usd_alone: costOf(members) };
  const refused = (why: string, best: Option | null): Group => ({ ...of, pool: undefined, best, why });
  if (members.length < 2) return refused("No other server may share its host.", null);
  const best = cheapest(members, profiles, types, rules, seed);
  if (best === undefined) {
    return refused("No host carries them within its targets, with one host lost.", null);
  }
  const { type, hosts, lowerBound, byPeak } = best;
  const usd_per_month = price(best);
  if (of.usd_alone - usd_per_month < rules.min_saving_usd_per_month * members.length) {
    return refused(
      `Sharing would cost USD ${
        number(usd_per_month)
      } a month (${hosts.length} × ${type.instance_type}) instead of ${number(of.usd_alone)}: ${
        usd_per_month < of.usd_alone ? "too little saved to be worth it" : "nothing is saved"
      }.`,
      best,
    );
  }
  const pool: Pool = {
    key,
    members,
    hosts: hosts.map((items, index) => ({
      name: `${key}/${index + 1}`,
      type,
      servers: items.map(({ id }) => id).sort(),
    })),
    lowerBound,
    byPeak,
    redundant: isRedundant(members, rules),
    usd_per_month,
    usd_per_month_reserved: type.usd_per_month_reserved === null
      ? null
      : hosts.length * type.usd_per_month_reserved,
  };
  return { ...of, pool, best, why: "Saves enough to be worth it." };
}

/**
 * Groups of servers that may share hosts, and the pools made of them.
 * @param decisions  every server looked at alone
 * @param profiles   by server; one without a profile stays alone
 */
export function groups(
  decisions: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  catalogue: readonly InstanceType[],
  rules: Rules,
  seed: number,
): Group[] {
  const found = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (!isMergeable(decision, rules) || !profiles.has(decision.evidence.server_id)) continue;
    const key = groupKey(decision, rules);
    found.set(key, [...found.get(key) ?? [], decision]);
  }
  const { host_families, largest_vcpu } = rules.merge;
  return [...found].map(([key, members]) => {
    const types = catalogue.filter(({ family, vcpu, arch }) =>
      host_families.includes(family) && vcpu <= largest_vcpu && arch === members[0]!.evidence.now.arch
    );
    return groupOf(key, members, profiles, types, rules, seed);
  });
}
