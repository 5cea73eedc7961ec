/** Servers packed on hosts of one type, so that the loss of a host can be borne where it must be. */
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

/** Servers on hosts of one type. */
export interface Option {
  type: InstanceType;
  hosts: readonly (readonly Item[])[];
  lowerBound: number;
  byPeak: number;
}

/** Whether the hosts of these servers must survive the loss of any one of them. */
export const isRedundant = ([first]: readonly Decision[], { merge }: Rules): boolean =>
  merge.redundant_environments.includes(first!.evidence.environment);

export interface Search {
  seed: number;
  /** Changes tried before a number of hosts is given up. */
  steps: number;
}

/** Packs servers on hosts of one type; undefined where one is too large, or the loss of a host cannot be borne. */
export function option(
  members: readonly Decision[],
  profiles: ReadonlyMap<string, Profile>,
  type: InstanceType,
  rules: Rules,
  { seed, steps: searchSteps }: Search,
): Option | undefined {
  const redundant = isRedundant(members, rules);
  let share = 1;
  // Each round leaves as much free on every host as the loss of one of them asks for.
  for (let round = 0; round < rules.merge.loss_rounds; round++) {
    const capacity = usable(type, rules, share);
    const items = members.map((member) => itemOf(member, profiles.get(member.evidence.server_id)!, capacity));
    if (items.some(({ load }) => load.some((value) => value > 1))) return undefined;
    const { hosts, lowerBound } = pack(items, searchSteps, seed);
    const room = rules.loss_of_one_pct / rules.target_pct.memory / share;
    if (!redundant || (hosts.length > 1 && survivesLoss(hosts, room))) {
      const steps = items[0]!.load.length / RESOURCES.length;
      return { type, hosts, lowerBound, byPeak: firstFitDecreasing(atPeak(items, steps)).length };
    }
    share = Math.min(
      share * rules.merge.loss_step,
      Math.max(1, hosts.length - 1) / Math.max(2, hosts.length),
    );
  }
  return undefined;
}
