import { z } from "zod";

const utilisation = (meaning: string) => z.number().min(0).max(100).describe(`${meaning}, % of capacity`);
const weight = (criticality: string) =>
  z.number().positive().describe(`Weight of a breach on a server of ${criticality} criticality`);

const leadTime = (meaning: string) => z.number().int().min(0).max(730).describe(meaning);

/** How cautious a level is, most cautious first. */
export const POSTURES = ["conservative", "expected", "aggressive"] as const;

export const risk = z.strictObject({
  high: utilisation("Daily P95 at which a server is at high risk"),
  very_high: utilisation("Daily P95 at which a server is at very high risk"),
  under_used: utilisation(
    "Daily P95, today's and the highest median forecast, below which a series without risk is under-used",
  ),
  watch_probability: z.number().min(0).max(1)
    .describe("Probability of reaching `high` within the horizon from which a series is watched"),
  paths: z.number().int().min(100).max(5000).describe(
    "Most sample paths per series behind dates and probabilities; half of them mirror the others",
  ),
  current_days: z.number().int().min(1).max(90).describe("Observed days whose median is today's level"),
  trend_days: z.number().int().min(1).max(91)
    .describe("Days over which the forecast is averaged to see its trend; a multiple of 7 cancels the week"),
  trend_rise: utilisation("Rise of that average over the horizon from which the trend is called the driver"),
  half_life_days: z.number().positive()
    .describe("Days after which a coming breach counts half as much in the priority"),
  criticality_weight: z.strictObject({
    High: weight("high"),
    Medium: weight("medium"),
    Low: weight("low"),
    unknown: weight("unknown"),
  }).describe("How much a breach on such a server counts in the priority"),
  posture: z.enum(POSTURES).describe(
    "Bound of the highest forecast day that decides the level: conservative P90, expected P50, aggressive P10",
  ),
  sustained_days: z.number().int().min(2).max(60)
    .describe("Days in a row over `high` that make a breach a sustained one"),
  donors: z.strictObject({
    least: z.number().int().min(2)
      .describe(
        "Past forecasts needed to learn from them how errors go together; with fewer, days go together by autocorrelation alone",
      ),
    longest_gap_days: z.number().int().min(0)
      .describe("Longest run of days without observation that does not rule a past forecast out"),
  }).describe("Past forecasts that lend sample paths their pattern over days and metrics"),
  lead_time_days: z.strictObject({
    default: leadTime("When neither environment nor region is named"),
    environments: z.record(z.string().min(1), leadTime("Servers of this environment"))
      .describe("By environment"),
    regions: z.record(z.string().min(1), leadTime("Servers of this region")).describe("By region"),
  }).describe("Days from order to use; the longest that applies to a server counts"),
  headroom: z.strictObject({
    buffer_pct: z.number().min(0).max(90).describe("Part of the room below `high` that stays free, %"),
    workloads: z.array(z.strictObject({
      name: z.string().min(1).describe("What it is called"),
      vcpu: z.number().positive().describe("Virtual CPUs it keeps busy"),
      memory_gib: z.number().positive().describe("GiB of memory it fills"),
      network_mbps: z.number().positive().describe("Mbit/s it moves in its busier direction"),
    })).min(1).describe("Workloads of which one more, and one more, might come"),
  }).describe("How much more fits on what exists"),
  drivers: z.strictObject({
    repeats: z.number().int().min(2).max(50).describe("Forests, each with its own seed"),
    trees: z.number().int().min(5).max(500).describe("Trees of each forest"),
    features_per_tree: z.number().int().min(1).max(12).describe("Features each tree is given"),
    least_at_risk: z.number().int().min(2).describe("Series at high risk needed to learn from"),
  }).describe("The explanatory model of what drives risk"),
}).refine(({ high, very_high }) => high < very_high, {
  path: ["high"],
  message: "must be below risk.very_high",
}).refine(({ under_used, high }) => under_used < high, {
  path: ["under_used"],
  message: "must be below risk.high",
});
