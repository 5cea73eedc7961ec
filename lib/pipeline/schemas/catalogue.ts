import { z } from "zod";
import { real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const catalogue = snapshot({
  name: "catalogue",
  description:
    "Instance types a server may be, their sizes and prices at the date in config/recommendations.yaml.",
  key: ["instance_type"],
  columns: z.object({
    instance_type: text("Type, for example m6i.large"),
    family: text("Family, for example m6i"),
    generation: whole("Generation of the family", { min: 1 }),
    arch: text("Processor architecture: amd64 or arm64"),
    vcpu: whole("Virtual CPUs", { min: 1 }),
    memory_gib: real("Memory", { unit: "GiB", min: 0 }),
    network_mbps: real("Network bandwidth it can hold", { unit: "Mbit/s", min: 0 }).nullable(),
    ebs_mbps: real("Storage bandwidth at most", { unit: "Mbit/s", min: 0 }).nullable(),
    usd_per_month: real("Price on demand", { unit: "USD per month", min: 0 }),
    usd_per_month_reserved: real("Price reserved for three years", { unit: "USD per month", min: 0 })
      .nullable(),
  }),
});
