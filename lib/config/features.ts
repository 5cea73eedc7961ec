import { z } from "zod";

export const features = z.strictObject({
  min_window_share: z.number().gt(0).max(1)
    .describe("Share of a window's days that must hold a value for its mean and standard deviation to count"),
});
