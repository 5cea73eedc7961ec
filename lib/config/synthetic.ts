/** Everything the telemetry generator can be told; lib/telemetry/expected.ts gives the formula. */
import { z } from "zod";
import { range, wholeRange } from "./ranges.ts";
import { share } from "./shares.ts";

const correlation = (description: string) => z.number().gt(-1).lt(1).describe(description);
const below100 = { min: 0, max: 100 };

const byMetric = <Schema extends z.ZodType>(schema: Schema) => ({
  cpu_p95: schema,
  memory_p95: schema,
  disk_p95: schema,
  net_in_p95: schema,
  net_out_p95: schema,
});

const metric = z.strictObject({
  activity: z.number().min(0).max(1)
    .describe("How closely the metric follows activity: 1 in proportion, 0 not at all; an exponent"),
  noise: share("Standard deviation of day-to-day noise, as a share of the load"),
  growth_per_year: range("Growth as a share of the load per year", { min: -1, max: 2 }),
}).describe("How this metric behaves on every kind of server");

const level = z.number().positive().max(100).describe(
  "Load on a day of activity 1 at the end of history, % of capacity",
);

const correlations = z.strictObject({
  cpu_memory: correlation("CPU with memory"),
  cpu_disk: correlation("CPU with disk"),
  cpu_net: correlation("CPU with either direction of network"),
  memory_disk: correlation("Memory with disk"),
  memory_net: correlation("Memory with either direction of network"),
  disk_net: correlation("Disk with either direction of network"),
  net_in_net_out: correlation("Network in with network out"),
}).describe("Correlation of the noise between metrics on the same day");

const archetype = z.strictObject({
  levels: z.strictObject(byMetric(level)).describe("Typical load by metric"),
  weekdays: z.array(z.number().positive()).length(7).describe(
    "Activity from Monday to Sunday; 1 is a plain day",
  ),
  annual: z.strictObject({
    amplitude: share("Size of the yearly wave, as a share of activity"),
    half_year: share("Size of the half-yearly wave on top"),
    peak_day: z.number().int().min(1).max(366).describe("Day of the year at which both waves peak"),
  }).describe("The seasons"),
  quarter_end_lift: z.number().min(0).max(5).describe(
    "Rise of activity on the last day of a quarter, as a share",
  ),
  holiday_dip: z.number().min(0).lt(1).describe("Fall of activity on a bank holiday, as a share"),
  spikes: z.strictObject({
    probability: share("Chance of a spike on a day"),
    factor: z.number().min(1).describe("What a spike multiplies activity by"),
  }).describe("Days on which a job runs away: real load that nobody could foresee"),
  correlation: correlations,
}).describe("How servers of this kind behave");

const defects = z.strictObject({
  missing_day_rate: share("Chance that a single day is not delivered"),
  gaps_per_year: z.number().min(0).max(12).describe("Gaps of several days, per server and year"),
  gap_days: wholeRange("Days in such a gap", { min: 2, max: 60 }),
  outage_share: share("Share of servers with one long outage of monitoring"),
  outage_days: wholeRange("Days in such an outage", { min: 2, max: 365 }),
  duplicate_rate: share("Chance that a day is delivered twice, the second time unchanged"),
  outlier_rate: share("Chance that one value of a day is an outlier"),
  outlier_factor: range(
    "What an outlier multiplies the value by, or divides it by where capacity would not do",
    {
      min: 1,
      max: 100,
    },
  ),
  out_of_range_rate: share("Chance that one percentage of a day cannot be"),
  out_of_range_values: z.array(
    z.number().refine((value) => value < 0 || value > 100, {
      message: "must lie outside 0 to 100",
    }),
  ).min(1).describe("What is delivered instead, each as likely"),
}).describe("Faults of monitoring, injected and recorded in the snapshot `defects`");

export const synthetic = z.strictObject({
  samples_per_day: z.number().int().positive().describe("Raw samples behind a daily figure"),
  decimals: z.number().int().min(0).max(6).describe("Decimals that monitoring delivers"),
  soft_cap: z.number().positive().max(99)
    .describe("Load from which a metric bends towards 100 instead of passing it, %"),
  autocorrelation: range("Correlation of a day's noise with the day before, by server", {
    min: 0,
    max: 0.99,
  }),
  spread: z.strictObject({
    level: share("How far a server's levels may lie from its archetype's, either way, as a share"),
    effects: share(
      "The same for its weekly, yearly, quarter-end and holiday effects and for how metrics follow them",
    ),
    noise: share("The same for the size of its noise"),
    peak_days: z.number().int().min(0).max(180).describe(
      "How many days its yearly peak may be earlier or later",
    ),
  }).describe("How servers of one archetype differ"),
  quarter_end_ramp: share(
    "How much of the quarter-end lift is there on the first day of the window; then linear",
  ),
  disk_fill: range("Rise of disk use over a quarter, cleaned up when it ends, as a share", {
    min: 0,
    max: 1,
  }),
  growth_changes: wholeRange("How often a server's growth changed", { min: 0, max: 5 }),
  level_shift: z.strictObject({
    probability: share("Chance that a server had one"),
    size: range("Change of all its loads, as a share", { min: -0.9, max: 5 }),
  }).describe("A lasting jump of load, such as a migration"),
  settled_days: z.number().int().min(0)
    .describe(
      "Last days of history without a level shift or a change of growth, so that forecasts can be judged",
    ),
  environments: z.record(z.string().min(1), z.number().positive())
    .describe("Activity by environment; production is 1"),
  saturating: z.strictObject({
    share: share("Share of servers that run out of one resource"),
    metrics: z.array(z.enum(["cpu_p95", "memory_p95", "disk_p95"])).min(1).describe(
      "Which resource, each as likely",
    ),
    level: range("Level of that resource at the end of history, %", below100),
    growth_per_year: range("Its growth per year, as a share", { min: 0, max: 3 }),
    since_days: wholeRange("Days before the end of history since when it grows like that", {
      min: 1,
      max: 36_500,
    }),
  }).describe("Servers heading for saturation"),
  idle: z.strictObject({
    share: share("Share of servers that are hardly used"),
    activity: range("Their activity", { min: 0.01, max: 1 }),
  }).describe("Servers that could go"),
  metrics: z.strictObject(byMetric(metric)).describe("What is measured"),
  maxima: z.strictObject({
    cpu_max: range("CPU", { min: 0, max: 1 }),
    memory_max: range("Memory", { min: 0, max: 1 }),
    disk_max: range("Disk", { min: 0, max: 1 }),
  }).describe("The day's highest sample: share of the way from P95 to 100 %"),
  archetypes: z.record(z.string().min(1), archetype).describe(
    "Kinds of work; every archetype of config/fleet.yaml",
  ),
  defects,
}).refine(({ saturating, idle }) => saturating.share + idle.share <= 1, {
  path: ["saturating", "share"],
  message: "must not exceed 1 together with telemetry.synthetic.idle.share",
}).describe("The generator of synthetic telemetry");
