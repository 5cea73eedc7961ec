import { z } from "zod";
import { date, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const servers = snapshot({
  name: "servers",
  description: "The fleet: one row per server, with who owns it, where it runs, its size and its price.",
  key: ["server_id"],
  columns: z.object({
    server_id: serverId(),
    business_unit: text("Who owns it"),
    region: text("Where it runs; decides its bank holidays"),
    criticality: word(["High", "Medium", "Low", "unknown"], "How much the business depends on it"),
    environment: text("production, staging or development"),
    archetype: text("What kind of work it does: web, application, database, batch; unknown for extracts"),
    service: text("The service it is part of"),
    instance_type: text("Size class"),
    vcpu: whole("Virtual CPUs", { min: 1 }).nullable(),
    memory_gib: real("Memory", { unit: "GiB", min: 0 }).nullable(),
    disk_gib: real("Disk", { unit: "GiB", min: 0 }).nullable(),
    network_mbps: real("Network capacity", { unit: "Mbit/s", min: 0 }).nullable(),
    usd_per_month: real("What it costs", { unit: "USD per month", min: 0 }).nullable(),
    in_service_from: date("First day of telemetry"),
  }),
});
