const pairs = (count: number): number => count * (count - 1) / 2;

const counted = (values: Iterable<string | number>): Map<string | number, number> => {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const pairsWithin = (counts: Map<string | number, number>): number =>
  counts.values().reduce((sum, count) => sum + pairs(count), 0);

/**
 * Adjusted Rand index of two partitions of the same points: 1 the same groups, 0 no more alike than by chance.
 * Hubert & Arabie (1985), equation 5; 1 where both put all points together, or each alone.
 * @throws RangeError when they are not of the same points
 */
export function adjustedRand(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length) {
    throw new RangeError(
      `Cannot compare partitions as they must be of the same points: ${one.length} and ${other.length}`,
    );
  }
  const together = pairsWithin(counted(one.map((group, index) => `${group} ${other[index]!}`)));
  const [inOne, inOther] = [pairsWithin(counted(one)), pairsWithin(counted(other))];
  const byChance = inOne * inOther / pairs(one.length);
  const most = (inOne + inOther) / 2;
  return most === byChance || one.length < 2 ? 1 : (together - byChance) / (most - byChance);
}
