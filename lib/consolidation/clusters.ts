/** Servers that behave alike: K-Means on standardised mean utilisation, numbered from the busiest. */
import type { Settings } from "../config/settings.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { clusters } from "../pipeline/schemas/clusters.ts";
import { METRIC_NAMES } from "../pipeline/schemas/columns.ts";
import { stream } from "../random/stream.ts";
import { complete, type Utilisation } from "./complete.ts";
import { countDistinct, partition } from "./kmeans.ts";
import { CLUSTER_METRICS, type ClusterMetric, distinctLabels, label } from "./label.ts";
import { distancesToCentre, outliers } from "./outliers.ts";
import { busiestFirst, centresOf, type Points, standardise } from "./points.ts";
import { silhouettes } from "./silhouette.ts";

export type ClusterRow = RowOf<typeof clusters>;

export interface ClusteredFleet {
  rows: ClusterRow[];
  /** What a reader should know about the result as a whole. */
  notes: string[];
}

type Place = Pick<ClusterRow, "cluster" | "label" | "silhouette" | "distance" | "outlier">;

const listed = (metrics: readonly ClusterMetric[]): string =>
  metrics.map((metric) => METRIC_NAMES[metric]).join(", ");

function assign(raw: Points, standard: Points, settings: Settings["consolidation"], seed: number): number[] {
  const { whole } = stream(seed, "clusters");
  const { assignments } = partition(standard, {
    clusters: Math.min(settings.clusters, countDistinct(standard)),
    restarts: settings.restarts,
    nextSeed: () => whole(0, 2 ** 31 - 1),
  });
  return busiestFirst(raw, assignments);
}

/** The cluster of each point, what its members have in common, and how well the point fits. */
function place(
  raw: Points,
  metrics: readonly ClusterMetric[],
  settings: Settings["consolidation"],
  seed: number,
): Place[] {
  if (raw.length === 0) return [];
  const standard = standardise(raw);
  const assignments = assign(raw, standard, settings, seed);
  const [means, centres] = [centresOf(raw, assignments), centresOf(standard, assignments)];
  const labels = distinctLabels(means.map((centre, cluster) =>
    label(
      metrics.map((metric, i) => ({ metric, mean: centre[i]!, distance: centres[cluster]![i]! })),
      settings.label_distance,
    )
  ));
  const fits = silhouettes(standard, assignments);
  const distances = distancesToCentre(standard, assignments);
  const far = outliers(distances, assignments, settings.outlier_ranges);
  return assignments.map((cluster, index) => ({
    cluster: cluster + 1,
    label: labels[cluster]!,
    silhouette: fits === null ? null : fits[index]!,
    distance: distances[index]!,
    outlier: far[index]!,
  }));
}

const UNPLACED: Place = {
  cluster: null,
  label: "not assessed",
  silhouette: null,
  distance: null,
  outlier: false,
};

/**
 * Clusters a fleet. A metric that no server has is left out; a server that lacks one of the others is not
 * assessed; with fewer different servers than clusters there are fewer clusters. The order of the input does
 * not matter.
 */
export function clusterFleet(
  fleet: readonly Utilisation[],
  settings: Settings["consolidation"],
  seed: number,
): ClusteredFleet {
  const { metrics, servers, complete: known, points } = complete(fleet);
  const lacking = (server: Utilisation) => metrics.filter((metric) => server[metric] === null);
  const places = place(points, metrics, settings, seed);
  const placeOf = new Map(known.map(({ server_id }, index) => [server_id, places[index]!]));

  const window = `over the last ${settings.window_days} days`;
  const absent = CLUSTER_METRICS.filter((metric) => servers.every((server) => server[metric] === null));
  const basis = `Clustered on mean daily P95 of ${listed(metrics)} ${window}` +
    (absent.length === 0 ? "." : `; no server has usable values of ${listed(absent)}.`);
  const rows = servers.map((server) => {
    const found = placeOf.get(server.server_id);
    return found === undefined
      ? { ...server, ...UNPLACED, reason: `No usable values of ${listed(lacking(server))} ${window}.` }
      : { ...server, ...found, reason: basis };
  });
  return { rows, notes: notesOn(rows, absent, settings) };
}

function notesOn(
  rows: readonly ClusterRow[],
  absent: readonly ClusterMetric[],
  { clusters }: Settings["consolidation"],
): string[] {
  const numbers = rows.flatMap(({ cluster }) => cluster ?? []);
  const found = new Set(numbers).size;
  const notes: string[] = [];
  if (absent.length > 0) notes.push(`Clusters leave out ${listed(absent)}: no server has usable values`);
  if (numbers.length < rows.length) {
    notes.push(
      `${rows.length - numbers.length} of ${rows.length} servers are in no cluster: values are missing`,
    );
  }
  if (found < clusters) notes.push(`Found ${found} clusters, not ${clusters}: no more servers differ`);
  return notes;
}
