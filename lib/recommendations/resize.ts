/** The cheapest size that fits, and those that were cheaper but do not. */
import type { Settings } from "../config/settings.ts";
import { broken, type Check, checks, passes } from "./fit.ts";
import type { Evidence, InstanceType, Need } from "./size.ts";

export interface Rejected {
  instance_type: string;
  why: string;
}

export interface Resized {
  /** The cheapest size that fits; undefined when none does. */
  to: InstanceType | undefined;
  checks: readonly Check[];
  /** Cheaper sizes of its families that do not fit, dearest first. */
  rejected: readonly Rejected[];
}

const byPrice = (a: InstanceType, b: InstanceType): number =>
  a.usd_per_month - b.usd_per_month || (a.instance_type < b.instance_type ? -1 : 1);

/**
 * Chooses a size for a need. The present size wins a tie on price, then the name decides.
 * @param catalogue  sizes to choose from, in any order
 */
export function resize(
  evidence: Evidence,
  need: Need,
  catalogue: readonly InstanceType[],
  rules: Settings["recommendations"],
): Resized {
  const rejected: Rejected[] = [];
  for (const to of catalogue.toSorted(byPrice)) {
    const all = checks(evidence, need, to, rules);
    if (passes(all)) {
      const same = to.usd_per_month === evidence.now.usd_per_month;
      const own = same ? checks(evidence, need, evidence.now, rules) : [];
      return same && passes(own)
        ? { to: evidence.now, checks: own, rejected: rejected.reverse() }
        : { to, checks: all, rejected: rejected.reverse() };
    }
    const chosable = all.every(({ rule, passed }) =>
      passed || (rule !== "architecture" && rule !== "family")
    );
    if (chosable) rejected.push({ instance_type: to.instance_type, why: broken(all) });
  }
  return { to: undefined, checks: [], rejected: rejected.reverse() };
}
