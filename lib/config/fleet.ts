import { z } from "zod";
import { wholeRange } from "./ranges.ts";
import { share, shares, sumToOne } from "./shares.ts";

const instanceType = z.strictObject({
  vcpu: z.number().int().positive().describe("Virtual CPUs"),
  memory_gib: z.number().positive().describe("Memory, GiB"),
  network_mbps: z.number().positive().describe("Network bandwidth it can hold, Mbit/s"),
  usd_per_hour: z.number().positive().describe("Price on demand, USD per hour"),
});

const businessUnit = z.strictObject({
  share: share("Share of servers it owns"),
  services: z.array(z.string().min(1)).min(1).describe("Its applications, each as likely"),
});

const archetype = z.strictObject({
  share: share("Share of servers that do this kind of work"),
  instance_types: z.array(z.string().min(1)).min(1).describe("Sizes it runs on, each as likely"),
  disk_gib: z.array(z.number().positive()).min(1).describe("Disk sizes it has, GiB, each as likely"),
});

const shareOf = <Item extends { share: number }>(items: Record<string, Item>) =>
  sumToOne(Object.values(items).map((item) => item.share));

export const fleet = z.strictObject({
  seed: z.number().int().describe("Seed of every random draw; another seed is another fleet"),
  servers: z.number().int().min(1).max(9999).describe(
    "How many servers; adding some leaves the others as they are",
  ),
  start: z.iso.date().describe("First day of history, YYYY-MM-DD"),
  end: z.iso.date().describe("Last day of history, YYYY-MM-DD"),
  late_starters: z.strictObject({
    share: share("Share of servers that entered service recently"),
    days_before_end: wholeRange("Days of history such a server has", { min: 1, max: 36_500 }),
  }).describe("Servers with a short history"),
  business_units: z.record(z.string().min(1), businessUnit)
    .refine(shareOf, { message: "shares must sum to 1" }).describe("Who owns servers"),
  regions: shares("Share of servers by region; config/calendar.yaml gives each its holidays"),
  criticality: z.strictObject({
    High: share("Share of servers the business cannot do without"),
    Medium: share("Share of servers it can miss for hours"),
    Low: share("Share of servers it can miss for days"),
  }).refine((value) => sumToOne(Object.values(value)), { message: "shares must sum to 1" })
    .describe("Share of servers by how much the business depends on them"),
  environments: shares("Share of servers by environment"),
  archetypes: z.record(z.string().min(1), archetype)
    .refine(shareOf, { message: "shares must sum to 1" }).describe("Kinds of work and what they run on"),
  instance_types: z.record(z.string().min(1), instanceType).describe("Sizes a server can have"),
  prices: z.strictObject({
    source: z.string().min(1).describe("Where sizes and prices come from"),
    as_of: z.iso.date().describe("Day the prices were read"),
    hours_per_month: z.number().positive().describe("Hours that make a month's price"),
  }).describe("What the prices mean"),
}).refine(({ start, end }) => start < end, { path: ["start"], message: "must be before fleet.end" })
  .superRefine(({ archetypes, instance_types }, context) => {
    for (const [name, { instance_types: used }] of Object.entries(archetypes)) {
      for (const type of used.filter((type) => !(type in instance_types))) {
        context.addIssue({
          code: "custom",
          path: ["archetypes", name, "instance_types"],
          message: `must be listed in fleet.instance_types: ${type}`,
        });
      }
    }
  });
