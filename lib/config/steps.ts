/** Steps of a scenario: what may be asked "what if", in config/scenarios and in the address of a page alike. */
import * as z from "zod";

const name = (meaning: string) => z.string().min(1).max(100).describe(meaning);
const scope = {
  business_unit: name("Only servers of this business unit").optional(),
  region: name("Only servers of this region").optional(),
  environment: name("Only servers of this environment").optional(),
  service: name("Only servers of this service").optional(),
  server: name("Only this server").optional(),
};
const change = (meaning: string) => z.number().min(-95).max(1000).describe(`${meaning}, %`);
const added = (meaning: string) => z.number().min(0).max(1e6).describe(meaning).optional();
const names = (meaning: string) => z.array(name("Name")).max(50).describe(meaning);

export const STEP_METRICS = ["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"] as const;

const grow = z.strictObject({
  do: z.literal("grow").describe("All load grows or shrinks"),
  percent: change("By how much"),
  per: z.enum(["once", "year"]).describe("At once from today on, or day by day at this yearly rate"),
  metric: z.enum(STEP_METRICS).describe("Only this metric").optional(),
  ...scope,
});
const addWorkload = z.strictObject({
  do: z.literal("add_workload").describe("A new steady workload, spread over the servers named by size"),
  vcpu: added("Virtual CPUs it keeps busy"),
  memory_gib: added("Memory, GiB"),
  disk_gib: added("Disk, GiB"),
  net_in_mbps: added("Network in, Mbit/s"),
  net_out_mbps: added("Network out, Mbit/s"),
  ...scope,
});
const shift = z.strictObject({
  do: z.literal("shift").describe("Part of one server's load moves to another"),
  percent: z.number().min(1).max(100).describe("Part of the load, %"),
  from: name("Server that gives"),
  to: name("Server that takes"),
});
const removeServers = z.strictObject({
  do: z.literal("remove_servers").describe("Servers go; the rest of their pool takes the load"),
  servers: names("Servers").min(1),
});
const addServers = z.strictObject({
  do: z.literal("add_servers").describe(
    "A pool gets more servers like its mean and spreads its load over them",
  ),
  count: z.number().int().min(1).max(10_000).describe("How many"),
  service: name("Service of the pool"),
  region: name("Region of the pool"),
  environment: name("Environment of the pool"),
});
const loseRegion = z.strictObject({
  do: z.literal("lose_region").describe("A region is lost; the same services elsewhere take its load"),
  region: name("Region lost"),
  to: names("Regions that take the load; all others when empty"),
});
const thresholds = z.strictObject({
  do: z.literal("thresholds").describe("Other thresholds of risk"),
  high: z.number().min(1).max(100).describe("At high risk from here, % of capacity"),
  very_high: z.number().min(1).max(100).describe("At very high risk from here, % of capacity"),
}).refine(({ high, very_high }) => high < very_high, { path: ["high"], message: "must be below very_high" });
const prices = z.strictObject({
  do: z.literal("prices").describe("Servers cost more or less"),
  percent: change("By how much"),
  ...scope,
});
const leadTime = z.strictObject({
  do: z.literal("lead_time").describe("Ordering takes another time"),
  days: z.number().int().min(0).max(730).describe("Days from order to use"),
  ...scope,
});

export const step = z.discriminatedUnion("do", [
  grow,
  addWorkload,
  shift,
  removeServers,
  addServers,
  loseRegion,
  thresholds,
  prices,
  leadTime,
]);

export type Step = z.infer<typeof step>;
export type Scope = Pick<Extract<Step, { do: "prices" }>, keyof typeof scope>;

/** Steps that a scenario may stack. */
export const MOST_STEPS = 30;
export const steps = z.array(step).max(MOST_STEPS).describe("Steps, applied in this order");

/** Steps that reserve headroom when committed. The others move or remove servers, or are settings of their own. */
export const RESERVING = ["grow", "add_workload"] as const;
export const reservingStep = z.discriminatedUnion("do", [grow, addWorkload], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? `must be ${
        RESERVING.join(" or ")
      }: only load can be reserved; thresholds and lead times are set in ` +
        "config/risk.yaml, what moves or removes servers is for the what-if page"
      : undefined,
});
export type ReservingStep = z.infer<typeof reservingStep>;
