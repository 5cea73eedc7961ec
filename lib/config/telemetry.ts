import { z } from "zod";
import { synthetic } from "./synthetic.ts";

export const telemetry = z.strictObject({
  source: z.enum(["synthetic", "bitbrains"]).describe(
    "Where readings come from: the generator or an extract",
  ),
  metrics: z.array(z.enum(["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"])).min(1)
    .describe("Metrics every server is expected to have; one that is missing counts against its quality"),
  bitbrains: z.strictObject({
    file: z.string().min(1).describe("The extract, path from the project root"),
  }).describe("The extract of bank-hosting machines"),
  synthetic,
});
