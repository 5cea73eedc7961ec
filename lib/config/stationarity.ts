import { z } from "zod";

export const stationarity = z.strictObject({
  max_lags: z.number().int().min(0).max(400).describe(
    "Most lags a unit-root regression may try, where the usual rule 12 (days / 100)^¼ would try more",
  ),
  min_days: z.number().int().min(20).max(3660).describe(
    "Days without a gap below which a series is not tested",
  ),
  significance: z.number().min(0.01).max(0.1).describe(
    "p-value below which a null hypothesis is rejected; the table of KPSS holds for 0.01 to 0.1",
  ),
});
