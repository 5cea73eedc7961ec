import { z } from "zod";
import { flag, real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const count = (description: string) => whole(description, { min: 0 });
const usd = (description: string) => real(description, { unit: "USD per month", min: 0 });

export const packing = snapshot({
  name: "packing",
  description:
    "Groups of servers that may share hosts: how few hosts were found for them, how few any packing needs, and whether sharing pays.",
  key: ["pool"],
  columns: z.object({
    pool: text("Region, environment, licence group and architecture they have in common"),
    region: text("Where they run"),
    environment: text("production, staging or development"),
    licence_group: text("What is licensed by host, shared where nothing is"),
    arch: text("Processor architecture"),
    servers: whole("Servers that may share", { min: 1 }),
    shared: flag("Whether the plan has them share"),
    instance_type: text("The host that comes cheapest; null where none carries them").nullable(),
    hosts: count("Hosts of that size found, their load taken week by week").nullable(),
    lower_bound: count(
      "Hosts of that size, with the same room left for the loss of one, that any packing needs",
    )
      .nullable(),
    gap_pct: real("Hosts found above that bound", { unit: "%", min: 0 }).nullable(),
    hosts_by_peak: count("Hosts first fit decreasing takes when each server counts with its own peak")
      .nullable(),
    usd_alone: usd("What they cost, each at its own recommended size"),
    usd_shared: usd("What the hosts cost").nullable(),
    reason: text("Why they share or do not"),
  }),
});
