import { z } from "zod";

const utilisation = (meaning: string) => z.number().min(0).max(100).describe(`${meaning}, % of capacity`);

export const risk = z.strictObject({
  high: utilisation("Daily P95 at which a server is at high risk"),
  very_high: utilisation("Daily P95 at which a server is at very high risk"),
  under_used: utilisation("Daily P95 below which a server is under-used"),
  watch_probability: z.number().min(0).max(1)
    .describe("Probability of reaching `high` within the horizon from which a series is watched"),
  paths: z.number().int().min(100).max(5000).describe("Simulated paths per series behind dates and probabilities"),
  current_days: z.number().int().min(1).max(90).describe("Days whose median is today's level"),
  criticality_weight: z.strictObject({
    High: z.number().positive(),
    Medium: z.number().positive(),
    Low: z.number().positive(),
  }).describe("How much a breach on such a server counts in the priority"),
}).refine(({ high, very_high }) => high < very_high, {
  path: ["high"],
  message: "must be below risk.very_high",
}).refine(({ under_used, high }) => under_used < high, {
  path: ["under_used"],
  message: "must be below risk.high",
});
