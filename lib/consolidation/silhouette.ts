import type { Points } from "./points.ts";

/**
 * Silhouette of each point: (b − a) / max(a, b), where a is its mean distance to the other members of its
 * cluster and b the smallest mean distance to the members of another one. 1 fits well, 0 lies between two
 * clusters, below 0 is misplaced; 0 for the only member of a cluster. Rousseeuw (1987), Euclidean distance.
 * Every pair is compared: n² distances.
 * @param assignments  cluster of each point, 0 to k − 1, every one with members
 * @returns null when there is but one cluster, because then there is no b
 */
export function silhouettes(points: Points, assignments: readonly number[]): number[] | null {
  const clusters = Math.max(...new Set(assignments)) + 1;
  if (clusters < 2) return null;
  const sizes = new Float64Array(clusters);
  for (const cluster of assignments) sizes[cluster]!++;
  return points.map((point, index) =>
    silhouette(distanceSums(point, points, assignments, clusters), sizes, assignments[index]!)
  );
}

/** Sum of the distances from one point to the members of each cluster. */
function distanceSums(
  from: readonly number[],
  points: Points,
  assignments: readonly number[],
  clusters: number,
): Float64Array {
  const sums = new Float64Array(clusters);
  for (let index = 0; index < points.length; index++) {
    const point = points[index]!;
    let squared = 0;
    for (let dimension = 0; dimension < from.length; dimension++) {
      squared += (point[dimension]! - from[dimension]!) ** 2;
    }
    sums[assignments[index]!]! += Math.sqrt(squared);
  }
  return sums;
}

function silhouette(sums: Float64Array, sizes: Float64Array, own: number): number {
  const others = sizes[own]! - 1;
  if (others === 0) return 0;
  const within = sums[own]! / others;
  const between = sums.reduce(
    (nearest, sum, cluster) => cluster === own ? nearest : Math.min(nearest, sum / sizes[cluster]!),
    Infinity,
  );
  const wider = Math.max(within, between);
  return wider === 0 ? 0 : (between - within) / wider;
}
