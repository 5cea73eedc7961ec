import { z } from "zod";

const whole = () => z.number().int().min(1);

export const ingest = z.strictObject({
  workspace: z.string().regex(/^data\/[\w-]+$/).describe("Folder of what was taken in, below data/"),
  memory_mib: whole().min(256).describe("Memory the SQL engine may take before it spills to disk, MiB"),
  limits: z.strictObject({
    line_bytes: whole().describe("Longest line, bytes"),
    document_mib: whole().describe("Largest JSON document, MiB"),
    unpacked_mib: whole().describe("Most that one file may unpack to, MiB"),
    unpacked_ratio: whole().describe("Most that a packed file may grow by, times its size"),
    archive_entries: whole().describe("Most files in one archive"),
    files: whole().describe("Most files of one run"),
  }).describe("What is refused for its size"),
  earliest: z.iso.date().describe("Values from before are rejected"),
  future_days: z.number().min(0).describe("How far ahead of this machine's clock a value may lie, days"),
  max_percent: z.number().min(100).describe("Values above are rejected, % of capacity"),
  max_mbps: z.number().positive().describe("Values above are rejected, Mbit/s"),
  coarse_seconds: whole().describe("Averages over longer than this are marked as hiding peaks, seconds"),
});
