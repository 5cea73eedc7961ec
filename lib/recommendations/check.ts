/** What becomes of every machine once the plan is carried out, worked out anew from the servers' loads. */
import type { Settings } from "../config/settings.ts";
import type { planCheck as schema } from "../pipeline/schemas/plan_check.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { Decision } from "./decide.ts";
import { type Profile, RESOURCES } from "./hosts.ts";
import type { Fleet, Plan } from "./plan.ts";
import type { InstanceType } from "./size.ts";

type Resource = (typeof RESOURCES)[number];
export type PlanCheck = RowOf<typeof schema>;

/** A machine after the plan. */
interface Machine {
  name: string;
  type: InstanceType;
  members: readonly Decision[];
  /** Machines that share its load when one is lost, itself included. */
  pool: number;
  /** All whose load they share. */
  poolMembers: readonly Decision[];
  /** Whether that loss must be borne: it was before the plan, or the plan makes it so. */
  redundant: boolean;
}

const PERCENT = 100;
const ROUNDING = 1e-9;

const capacityOf = (type: InstanceType, resource: Resource): number | null => {
  if (resource === "cpu") return type.vcpu;
  return resource === "memory" ? type.memory_gib : type.network_mbps;
};

const weeks = (profile: Profile, resource: Resource): Profile => {
  const steps = profile.length / RESOURCES.length;
  const from = RESOURCES.indexOf(resource) * steps;
  return profile.subarray(from, from + steps);
};

/** Highest sum over the weeks, % of the capacity. */
function peak(profiles: readonly Profile[], resource: Resource, capacity: number): number {
  const sums = weeks(profiles[0]!, resource).map((_, week) =>
    profiles.reduce((sum, profile) => sum + weeks(profile, resource)[week]!, 0)
  );
  return sums.reduce((high, sum) => Math.max(high, sum), 0) / capacity * PERCENT;
}

function judged(
  { name, type, members, pool, poolMembers, redundant }: Machine,
  resource: Resource,
  profiles: ReadonlyMap<string, Profile>,
  high: number,
  { loss_of_one_pct }: Settings["recommendations"],
): PlanCheck[] {
  const after = capacityOf(type, resource);
  if (after === null) return [];
  const own = members.map(({ evidence }) => profiles.get(evidence.server_id)!);
  const before = members.flatMap(({ evidence: { now } }, index) => {
    const capacity = capacityOf(now, resource);
    return capacity === null ? [] : [peak([own[index]!], resource, capacity)];
  });
  const peakBefore = before.length === 0 ? null : Math.max(...before);
  const peakAfter = peak(own, resource, after);
  // Those left carry the load of all in equal parts.
  const all = poolMembers.map(({ evidence }) => profiles.get(evidence.server_id)!);
  const lost = redundant && pool > 1 ? peak(all, resource, after * (pool - 1)) : null;
  const crosses = peakAfter >= high && !(peakBefore !== null && peakBefore >= high);
  // What is as it was may differ in the last digit.
  const lostBefore = peakBefore === null ? Infinity : peakBefore * pool / (pool - 1) * (1 + ROUNDING);
  const fails = lost !== null && lost > Math.max(loss_of_one_pct, members.length > 1 ? 0 : lostBefore);
  return [{
    machine: name,
    resource,
    instance_type: type.instance_type,
    servers: members.length,
    peak_before: peakBefore,
    peak_after: peakAfter,
    peak_loss_of_one: lost,
    passed: !crosses && !fails,
    reason: crosses
      ? `Reaches ${high} %, which it did not before`
      : lost === null || lost <= loss_of_one_pct
      ? "Within its limits"
      : `Reaches ${lost.toFixed(0)} % when one of ${pool} is lost; ${
        fails ? `${loss_of_one_pct} % is allowed` : `over ${loss_of_one_pct} %, but no worse than before`
      }`,
  }];
}

/** Machines after the plan; those that go are gone. */
function machines({ decisions, pools }: Plan, rules: Settings["recommendations"]): Machine[] {
  const pooled = new Map(
    pools.flatMap(({ members }) => members.map((member) => [member.evidence.server_id, member])),
  );
  const alone = decisions.flatMap((decision): Machine[] => {
    const { to, evidence } = decision;
    if (to === undefined || pooled.has(evidence.server_id)) return [];
    // A size that stays was not chosen by the plan: what its loss would mean is as it was.
    const redundant = to !== evidence.now;
    const all = Array.from({ length: evidence.pool }, () => decision);
    return [{
      name: evidence.server_id,
      type: to,
      members: [decision],
      pool: evidence.pool,
      poolMembers: all,
      redundant,
    }];
  });
  const shared = pools.flatMap(({ hosts, members }) =>
    hosts.map(({ name, type, servers }): Machine => ({
      name,
      type,
      members: servers.map((server) => pooled.get(server)!),
      pool: hosts.length,
      poolMembers: members,
      redundant: rules.merge.redundant_environments.includes(members[0]!.evidence.environment),
    }))
  );
  return [...alone, ...shared].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Puts a plan to the test.
 * @param high  threshold that no machine may newly reach, %
 */
export function checkPlan(
  plan: Plan,
  fleet: Fleet,
  rules: Settings["recommendations"],
  high: number,
): PlanCheck[] {
  return machines(plan, rules)
    .filter(({ members }) => members.every(({ evidence }) => fleet.profiles.has(evidence.server_id)))
    .flatMap((machine) =>
      RESOURCES.toSorted().flatMap((resource) => judged(machine, resource, fleet.profiles, high, rules))
    );
}
