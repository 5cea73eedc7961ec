import { z } from "zod";
import { date, real, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const readings = snapshot({
  name: "readings",
  description:
    "Daily figures as monitoring delivered them, before any check: days may be missing, doubled or wrong.",
  key: ["server_id", "date", "delivery"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day (UTC)"),
    delivery: whole("1 for the first delivery of this server-day, 2 for a duplicate, and so on", { min: 1 }),
    cpu_p95: real("CPU, daily 95th percentile", { unit: "%" }).nullable(),
    memory_p95: real("Memory, daily 95th percentile", { unit: "%" }).nullable(),
    disk_p95: real("Disk, daily 95th percentile", { unit: "%" }).nullable(),
    net_in_p95: real("Network in, daily 95th percentile", { unit: "Mbit/s" }).nullable(),
    net_out_p95: real("Network out, daily 95th percentile", { unit: "Mbit/s" }).nullable(),
    cpu_max: real("CPU, daily maximum", { unit: "%" }).nullable(),
    memory_max: real("Memory, daily maximum", { unit: "%" }).nullable(),
    disk_max: real("Disk, daily maximum", { unit: "%" }).nullable(),
    samples: whole("Raw samples behind the day", { min: 0 }),
  }),
});
