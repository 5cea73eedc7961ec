/** How models have done on a series so far: what an ensemble chooses its members by. */

/** Mean absolute error by model, over the same days for all of them, all known at the time. */
export type TrackRecord = ReadonlyMap<string, number>;

export interface MembershipSettings {
  /** Models combined at most. */
  best: number;
  /** Members must not err more than this many times the best. */
  worst_ratio: number;
  /** Weights are errors to the minus this power. */
  power: number;
}

export interface Member {
  name: string;
  /** Share in a weighted mean; shares add up to 1. */
  weight: number;
}

/**
 * The best few models by their record, best first. While nothing is known yet the first ones given stand in for
 * them, all alike. A model without error needs no company.
 * @param names  models that can forecast the series, the most trusted first
 */
export function membersOf(
  names: readonly string[],
  record: TrackRecord | undefined,
  { best, worst_ratio, power }: MembershipSettings,
): Member[] {
  const known = names.filter((name) => record?.has(name));
  if (known.length === 0) {
    const trusted = names.slice(0, best);
    return trusted.map((name) => ({ name, weight: 1 / trusted.length }));
  }
  const error = (name: string) => record!.get(name)!;
  const ranked = known.toSorted((a, b) => error(a) - error(b));
  const least = error(ranked[0]!);
  if (least === 0) return [{ name: ranked[0]!, weight: 1 }];
  const members = ranked.slice(0, best)
    .filter((name) => error(name) <= worst_ratio * least)
    .map((name) => ({ name, weight: (least / error(name)) ** power }));
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  return members.map(({ name, weight }) => ({ name, weight: weight / total }));
}
