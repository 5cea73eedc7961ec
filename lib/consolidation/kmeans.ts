/** K-Means clustering. The one module that imports ml-kmeans. */
import { kmeans } from "ml-kmeans";
import type { Points } from "./points.ts";

export interface Partition {
  /** Cluster of each point, 0 to k − 1. */
  assignments: readonly number[];
  /** Sum of squared distances of the points to the mean of their cluster. */
  inertia: number;
}

interface PartitionOptions {
  clusters: number;
  /** How many starts to try. */
  restarts: number;
  /** Gives each start a whole number to begin from. */
  nextSeed: () => number;
}

const squaredDistance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0);

/** How many of the points differ: no more clusters than that can have members. */
export const countDistinct = (points: Points): number => new Set(points.map((point) => point.join(" "))).size;

/**
 * The tightest of several K-Means partitions, each begun by k-means++ (Arthur & Vassilvitskii 2007). One start
 * alone often ends in a poor local optimum.
 * @throws RangeError when there are fewer distinct points than clusters
 */
export function partition(
  points: Points,
  { clusters, restarts, nextSeed }: PartitionOptions,
): Partition {
  const distinct = countDistinct(points);
  if (distinct < clusters) {
    throw new RangeError(
      `Cannot look for ${clusters} clusters as each needs a point of its own: ${distinct} distinct points`,
    );
  }
  const data = points.map((point) => [...point]);
  const attempts = Array.from({ length: restarts }, () => {
    const { clusters: assignments, centroids } = kmeans(data, clusters, { seed: nextSeed() });
    const inertia = data.reduce(
      (sum, point, index) => sum + squaredDistance(point, centroids[assignments[index]!]!),
      0,
    );
    return { assignments, inertia };
  });
  return attempts.reduce((best, attempt) => attempt.inertia < best.inertia ? attempt : best);
}

/** The centre each point is nearest to; the first of several. */
export const nearestCentres = (points: Points, centres: Points): number[] =>
  points.map((point) => {
    const distances = centres.map((centre) => squaredDistance(point, centre));
    return distances.indexOf(Math.min(...distances));
  });
