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
});
