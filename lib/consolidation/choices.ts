/** How many clusters there are: what each number of them would look like. */
import type { Settings } from "../config/settings.ts";
import type { clusterChoices as schema } from "../pipeline/schemas/cluster_choices.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { type Stream, stream } from "../random/stream.ts";
import { quantile } from "../trees/quantile.ts";
import { complete, type Utilisation } from "./complete.ts";
import { countDistinct, nearestCentres, partition } from "./kmeans.ts";
import { centresOf, type Points, standardise } from "./points.ts";
import { adjustedRand } from "./rand.ts";
import { silhouettes } from "./silhouette.ts";

export type ClusterChoice = RowOf<typeof schema>;

const SEEDS = 2 ** 31 - 1;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** As many of the points as there are, drawn with replacement (Efron 1979). */
const resampled = (points: Points, draw: Stream): Points =>
  points.map(() => points[draw.whole(0, points.length - 1)]!);

/**
 * How far clusters found in resamples of the points agree with those of all of them: for each resample the adjusted
 * Rand index of the partition by its centres, every point going to the nearest (Hennig 2007, "Cluster-wise
 * assessment of cluster stability", bootstrap; with one index for the whole partition). Resamples with too few
 * different points are left out.
 */
export function stability(
  points: Points,
  assignments: readonly number[],
  { resamples, restarts }: { resamples: number; restarts: number },
  draw: Stream,
): number[] {
  const clusters = new Set(assignments).size;
  return Array.from({ length: resamples }, () => resampled(points, draw)).flatMap((sample) => {
    if (countDistinct(sample) < clusters) return [];
    const nextSeed = () => draw.whole(0, SEEDS);
    const found = partition(sample, { clusters, restarts, nextSeed });
    return adjustedRand(assignments, nearestCentres(points, centresOf(sample, found.assignments)));
  });
}

function choice(
  points: Points,
  clusters: number,
  { compare, restarts, ...settings }: Settings["consolidation"],
  seed: number,
): ClusterChoice {
  // As in clusters.ts, so that the number chosen is described by the very groups shown.
  const { whole } = stream(seed, "clusters");
  const found = partition(points, { clusters, restarts, nextSeed: () => whole(0, SEEDS) });
  const fits = silhouettes(points, found.assignments)!;
  const agreement = stability(points, found.assignments, compare, stream(seed, "resamples", clusters));
  const sizes = Map.groupBy(found.assignments, (cluster) => cluster).values().map(({ length }) => length);
  const total = points.reduce(
    (sum, point) => sum + point.reduce((square, value) => square + value ** 2, 0),
    0,
  );
  return {
    clusters,
    chosen: clusters === settings.clusters,
    silhouette: mean(fits),
    misplaced: fits.filter((fit) => fit < 0).length,
    smallest: Math.min(...sizes),
    explained: 1 - found.inertia / total,
    stability: agreement.length === 0 ? null : mean(agreement),
    stability_low: agreement.length === 0 ? null : quantile(Float64Array.from(agreement), 0.1),
    resamples: agreement.length,
  };
}

/** A row for each number of clusters to compare, as far as servers differ. */
export function clusterChoices(
  fleet: readonly Utilisation[],
  settings: Settings["consolidation"],
  seed: number,
): ClusterChoice[] {
  const { points } = complete(fleet);
  const standard = standardise(points);
  const { from, to } = settings.compare;
  const most = Math.min(to, countDistinct(standard) - 1);
  return Array.from({ length: Math.max(0, most - from + 1) }, (_, index) => from + index)
    .map((clusters) => choice(standard, clusters, settings, seed));
}
