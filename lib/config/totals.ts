import { z } from "zod";

export const totals = z.strictObject({
  max_filled_share: z.number().min(0).max(1).describe(
    "Share of a total's servers whose missing day may be filled from their last same weekday; above it the day has no total",
  ),
  min_errors: z.number().int().min(1).describe(
    "Fewer known errors of past totals than this give no interval",
  ),
});
