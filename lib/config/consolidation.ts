import { z } from "zod";

export const consolidation = z.strictObject({
  clusters: z.number().int().min(2).max(12).describe("How many clusters K-Means looks for"),
  window_days: z.number().int().min(7).max(730).describe("Days of history whose mean utilisation is clustered"),
});
