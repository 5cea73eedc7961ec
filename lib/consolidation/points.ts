/** Points in as many dimensions as there are metrics, and the clusters they are assigned to. */

/** n points of equal dimension. */
export type Points = readonly (readonly number[])[];

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each dimension less its mean, over its (population) standard deviation; 0 where all values are equal. */
export function standardise(points: Points): number[][] {
  const scales = (points[0] ?? []).map((_, dimension) => {
    const values = points.map((point) => point[dimension]!);
    const centre = mean(values);
    return { centre, sd: Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) };
  });
  return points.map((point) =>
    point.map((value, dimension) => {
      const { centre, sd } = scales[dimension]!;
      return sd === 0 ? 0 : (value - centre) / sd;
    })
  );
}

/**
 * Mean of the members of each cluster.
 * @param assignments  cluster of each point, 0 to k − 1, every one with members
 */
export function centresOf(points: Points, assignments: readonly number[]): number[][] {
  const clusters = [...new Set(assignments)].sort((a, b) => a - b);
  return clusters.map((cluster) => {
    const members = points.filter((_, index) => assignments[index] === cluster);
    return members[0]!.map((_, dimension) => mean(members.map((point) => point[dimension]!)));
  });
}

/** Renumbers clusters from 0 by falling mean of their members; equal ones by their first member. */
export function busiestFirst(points: Points, assignments: readonly number[]): number[] {
  const clusters = [...new Set(assignments)];
  const inOrderOfMembers = assignments.map((cluster) => clusters.indexOf(cluster));
  const loads = centresOf(points, inOrderOfMembers).map(mean);
  const order = [...loads.keys()].sort((a, b) => loads[b]! - loads[a]!);
  return inOrderOfMembers.map((cluster) => order.indexOf(cluster));
}
