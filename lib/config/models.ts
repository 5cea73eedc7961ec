import { z } from "zod";

export const models = z.strictObject({
  horizon_days: z.number().int().min(1).max(730).describe("Days forecast ahead of the last day of telemetry"),
});
