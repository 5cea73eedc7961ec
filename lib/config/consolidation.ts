import { z } from "zod";

export const consolidation = z.strictObject({
  clusters: z.number().int().min(2).max(12).describe("How many clusters K-Means looks for"),
  window_days: z.number().int().min(7).max(730).describe(
    "Days of history whose mean utilisation is clustered",
  ),
  restarts: z.number().int().min(1).max(100).describe(
    "Starts of K-Means, of which the tightest result is kept",
  ),
  label_distance: z.number().positive().describe(
    "Distance of a cluster from the fleet's mean, in standard deviations, from which it is called high or low",
  ),
  outlier_ranges: z.number().positive().describe(
    "Interquartile ranges beyond the third quartile of its cluster's distances from which a member is an outlier",
  ),
  compare: z.strictObject({
    from: z.number().int().min(2).max(50).describe("Fewest clusters"),
    to: z.number().int().min(2).max(50).describe("Most clusters"),
    resamples: z.number().int().min(2).max(1000).describe(
      "Resamples of the servers by which stability is measured",
    ),
    restarts: z.number().int().min(1).max(100).describe("Starts of K-Means on each resample"),
  }).refine(({ from, to }) => from <= to, { path: ["from"], message: "must not exceed to" })
    .describe("Numbers of clusters that are compared"),
});
