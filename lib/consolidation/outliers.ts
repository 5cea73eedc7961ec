/** Members that lie far from the centre of their cluster. */
import { quantile } from "../trees/quantile.ts";
import { centresOf, type Points } from "./points.ts";

/** Euclidean distance of each point to the mean of its cluster. */
export function distancesToCentre(points: Points, assignments: readonly number[]): number[] {
  const centres = centresOf(points, assignments);
  return points.map((point, index) => {
    const centre = centres[assignments[index]!]!;
    return Math.sqrt(point.reduce((sum, value, dimension) => sum + (value - centre[dimension]!) ** 2, 0));
  });
}

/**
 * Which distances lie beyond the third quartile of their cluster by so many interquartile ranges (Tukey 1977,
 * fences; quartiles R-7).
 */
export function outliers(
  distances: readonly number[],
  assignments: readonly number[],
  ranges: number,
): boolean[] {
  const fences = new Map(
    [...Map.groupBy([...distances.keys()], (index) => assignments[index]!)].map(([cluster, members]) => {
      const own = Float64Array.from(members, (index) => distances[index]!);
      const [low, high] = [quantile(own, 0.25), quantile(own, 0.75)];
      return [cluster, high + ranges * (high - low)];
    }),
  );
  return distances.map((distance, index) => distance > fences.get(assignments[index]!)!);
}
