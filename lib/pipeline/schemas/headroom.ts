import { z } from "zod";
import { real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const LIMITS = ["cpu", "memory", "network", "placement"] as const;

const count = (description: string) => whole(description, { min: 0 });

export const headroom = snapshot({
  name: "headroom",
  description:
    "How many more of a stated workload fit on what exists: below the high threshold on the highest day of the P90 forecasts, net of a buffer and of the loss of the largest server.",
  key: ["region", "environment", "workload"],
  columns: z.object({
    region: text("Where the servers run"),
    environment: text("production, staging or development"),
    workload: text("What might come, as config/risk.yaml has it"),
    vcpu: real("Virtual CPUs it keeps busy", { min: 0 }),
    memory_gib: real("Memory it fills", { unit: "GiB", min: 0 }),
    network_mbps: real("Network it moves", { unit: "Mbit/s", min: 0 }),
    servers: count("Servers reckoned with"),
    servers_left_out: count(
      "Servers without a forecast of CPU or memory: neither their room nor their load counts",
    ),
    fits: count("How many more fit: the least of the following"),
    by_cpu: count("How many the CPU of all servers but the largest leaves room for"),
    by_memory: count("How many the memory of all servers but the largest leaves room for"),
    by_network: count(
      "How many the network leaves room for; null where a link's capacity or load is not known",
    )
      .nullable(),
    by_placement: count("How many find a server with room for one as a whole"),
    binding: word(LIMITS, "Which of these is the least; where none fits, what is shortest"),
    room_vcpu: real("Virtual CPUs left on the highest day with the largest server lost; below 0 when short"),
    room_memory_gib: real("The same of memory", { unit: "GiB" }),
    room_network_mbps: real("The same of network; null where not known", { unit: "Mbit/s" }).nullable(),
  }),
});
