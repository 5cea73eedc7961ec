import { z } from "zod";
import { flag, real, serverId, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const usage = (description: string) => real(description, { unit: "%" }).nullable();

export const clusters = snapshot({
  name: "clusters",
  description: "Servers that behave alike: K-Means on standardised utilisation.",
  key: ["server_id"],
  columns: z.object({
    server_id: serverId(),
    cluster: whole("Cluster number, 1 is the busiest; null when not assessed", { min: 1 }).nullable(),
    label: text("What its members have in common; high and low are relative to this fleet"),
    silhouette: real("How well it fits: 1 well, 0 between two, below 0 misplaced; null with one cluster", {
      min: -1,
      max: 1,
    })
      .nullable(),
    distance: real("Distance from its cluster's mean, in standard deviations of the fleet", { min: 0 })
      .nullable(),
    outlier: flag("Far from its cluster's mean, beyond the fence set in config/consolidation.yaml"),
    cpu_p95: usage("Mean of daily CPU P95 over the window"),
    memory_p95: usage("Mean of daily memory P95 over the window"),
    disk_p95: usage("Mean of daily disk P95 over the window"),
    reason: text("What it was clustered on, or why it was not"),
  }),
});
