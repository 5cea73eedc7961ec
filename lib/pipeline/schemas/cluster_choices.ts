import { z } from "zod";
import { flag, real, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const index = (description: string) => real(description, { min: -1, max: 1 });

export const clusterChoices = snapshot({
  name: "cluster_choices",
  description: "How sharp and how stable other numbers of clusters would be.",
  key: ["clusters"],
  columns: z.object({
    clusters: whole("Number of clusters", { min: 2 }),
    chosen: flag("The number set in config/consolidation.yaml"),
    silhouette: index("Mean silhouette: 1 sharp, 0 none"),
    misplaced: whole("Servers nearer to another cluster: silhouette below 0", { min: 0 }),
    smallest: whole("Servers of the smallest cluster", { min: 1 }),
    explained: real("Share of the variance between clusters", { min: 0, max: 1 }),
    stability: index(
      "Mean adjusted Rand index of the clusters found in resamples and those of all servers: 1 the same, 0 chance; null when no resample has enough different servers",
    ).nullable(),
    stability_low: index("The same of the resample that one in ten falls below").nullable(),
    resamples: whole("Resamples it rests on", { min: 0 }),
  }),
});
