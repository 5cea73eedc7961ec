import { z } from "zod";
import { date, percent, real, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const megabits = (description: string) => real(description, { unit: "Mbit/s", min: 0 }).nullable();

export const telemetry = snapshot({
  name: "telemetry",
  description:
    "One row per server and day of its service: readings that passed the contract, null where missing or refused.",
  key: ["server_id", "date"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day (UTC)"),
    cpu_p95: percent("CPU, daily 95th percentile").nullable(),
    memory_p95: percent("Memory, daily 95th percentile").nullable(),
    disk_p95: percent("Disk, daily 95th percentile").nullable(),
    net_in_p95: megabits("Network in, daily 95th percentile"),
    net_out_p95: megabits("Network out, daily 95th percentile"),
    cpu_max: percent("CPU, daily maximum").nullable(),
    memory_max: percent("Memory, daily maximum").nullable(),
    disk_max: percent("Disk, daily maximum").nullable(),
    samples: whole("Raw samples behind the day; 0 when the day is missing", { min: 0 }),
  }),
});
