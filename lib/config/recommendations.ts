import { z } from "zod";
import { share } from "./shares.ts";

const QUANTILES = ["p50", "p90", "p95", "p975"] as const;
const percentOf = (description: string) => z.number().positive().max(100).describe(description);
const names = (description: string) => z.array(z.string().min(1)).describe(description);
const quantile = (description: string) => z.enum(QUANTILES).describe(description);

const postures = z.strictObject({
  conservative: quantile("For the low saving"),
  expected: quantile("For the expected saving and for what is recommended"),
  aggressive: quantile("For the high saving"),
}).refine(
  ({ conservative, expected, aggressive }) =>
    QUANTILES.indexOf(conservative) >= QUANTILES.indexOf(expected) &&
    QUANTILES.indexOf(expected) >= QUANTILES.indexOf(aggressive),
  { message: "must not rise from conservative to aggressive" },
).describe("Forecast quantile that a size must carry on its highest day");

const merge = z.strictObject({
  criticality: names("Criticality of servers that may share a host"),
  environments: names("Environments whose servers may share a host"),
  licence_groups: names("Archetypes licensed by host: they share hosts only among themselves"),
  redundant_environments: names("Environments whose hosts must survive the loss of any one of them"),
  host_families: names("Instance families a shared host may be of"),
  largest_vcpu: z.number().int().positive().describe("Most virtual CPUs of a shared host"),
  search_steps: z.number().int().min(0).describe(
    "Changes tried before a number of hosts is given up, while sizes of host are compared",
  ),
  refine_steps: z.number().int().min(0).describe("The same for the size that was chosen"),
  loss_rounds: z.number().int().min(1).max(20).describe(
    "Times more is left free on every host until the loss of any one can be borne",
  ),
  loss_step: z.number().gt(0).lt(1).describe("Most of a host's room that remains usable after each of them"),
}).describe("Which servers may share a host, and what a host may be");

export const recommendations = z.strictObject({
  catalogue: z.strictObject({
    file: z.string().min(1).describe("CSV of instance types and prices, see SOURCE.md beside it"),
    as_of: z.iso.date().describe("Day the prices are of"),
    hours_per_month: z.number().positive().describe("Hours that make a month's price"),
  }).describe("Sizes and prices to choose from"),
  window_days: z.number().int().min(7).max(730).describe("Days of history a size must have carried"),
  busy_quantile: share("Share of the window's days whose CPU and network load a size must carry"),
  postures,
  target_pct: z.strictObject({
    cpu: percentOf("CPU in use"),
    memory: percentOf("Memory in use"),
    disk: percentOf("Disk in use"),
    network: percentOf("Network in use, each direction"),
  }).describe("How full a new size may become, % of its capacity"),
  burst: z.strictObject({
    limit_pct: percentOf("CPU maximum of a day that counts as a burst, % of the new size"),
    max_days: z.number().int().min(0).describe("Most days of the window with a burst"),
  }).describe("Short peaks a smaller size must still carry"),
  families: names("Instance families a server may move to"),
  burstable_families: names("Families whose CPU is lent by credits"),
  burstable_environments: names("Environments that may use them"),
  storage_bandwidth_share: share("Share of the present EBS ceiling a new size must keep"),
  loss_of_one_pct: percentOf("How full the others of a pool may become when one server is lost"),
  min_saving_usd_per_month: z.number().min(0).describe("A smaller saving is not worth a change"),
  idle: z.strictObject({
    cpu_pct: percentOf("CPU of its busiest days below which a server may be idle"),
    network_pct: percentOf("Network of its busiest days, % of its link"),
  }).describe("A server below both may not be needed"),
  merge,
  change_freeze: z.array(z.enum(["quarter_end", "holiday", "weekend"]))
    .describe("Days on which nothing may be changed"),
});
