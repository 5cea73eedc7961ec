import { z } from "zod";
import { metric, real, serverId, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

/** What servers provide, in units that add up over servers. */
export const RESOURCES = ["vcpu", "memory_gib", "disk_gib", "net_in_mbps", "net_out_mbps"] as const;

export const resource = () => word(RESOURCES, "What is used, in its own unit: vCPU, GiB or Mbit/s");

export const resources = snapshot({
  name: "resources",
  description:
    "What each metric of each server means in units that add up: vCPU, GiB of memory and disk, Mbit/s.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    resource: resource(),
    per_unit: real("Units of the resource per unit of the metric; null when the server's size is not known", {
      min: 0,
    }).nullable(),
    capacity: real("What the server has of it; null when not known", { min: 0 }).nullable(),
  }),
});
