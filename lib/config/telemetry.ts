import { z } from "zod";
import { synthetic } from "./synthetic.ts";

export const telemetry = z.strictObject({
  source: z.enum(["synthetic", "bitbrains", "ingested"]).describe(
    "Where readings come from: the generator, an extract, or what npm run ingest took in",
  ),
  metrics: z.array(z.enum(["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"])).min(1)
    .describe("Metrics every server is expected to have; one that is missing counts against its quality"),
  bitbrains: z.strictObject({
    file: z.string().min(1).describe("The extract, path from the project root"),
  }).describe("The extract of bank-hosting machines"),
  ingested: z.strictObject({
    daily: z.string().min(1).describe("Daily figures that npm run ingest made, path from the project root"),
    inventory: z.string().min(1).describe("What it was told of the servers, path from the project root"),
    min_observed_pct: z.number().min(0).max(100)
      .describe("Share of the day a metric must have been watched to have a figure that day, %"),
  }).describe("The workspace of npm run ingest"),
  synthetic,
});
