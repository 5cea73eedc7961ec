/** Which past comparisons may speak for which: origins closer than the horizon look at the same values. */

/**
 * Origins that an origin is judged by: those at least a horizon away, which share no actual value with it; where
 * there are none, the farthest. A single one is judged by itself.
 * @param origins  last known step of each, ascending
 */
export function judges(origins: readonly number[], index: number, horizon: number): readonly number[] {
  const distance = (other: number) => Math.abs(origins[other]! - origins[index]!);
  const others = origins.map((_, other) => other);
  const apart = others.filter((other) => distance(other) >= horizon);
  if (apart.length > 0) return apart;
  const farthest = Math.max(...others.map(distance));
  return others.filter((other) => distance(other) === farthest);
}

/** How many comparisons that share no value the origins are worth: 1 and what they span beside it, in horizons. */
export function separate(origins: readonly number[], horizon: number): number {
  if (origins.length === 0) return 0;
  return Math.min(origins.length, 1 + (origins.at(-1)! - origins[0]!) / horizon);
}
