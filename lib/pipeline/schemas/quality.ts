import { z } from "zod";
import { metric, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const VERDICTS = ["assessed", "warn", "not_assessed"] as const;

export const quality = snapshot({
  name: "quality",
  description: "How far each series can be trusted, and why.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    days_expected: whole("Days from in-service to as-of", { min: 0 }),
    days_present: whole("Days with a valid value", { min: 0 }),
    missing_pct: real("Share of expected days without a valid value", { unit: "%", min: 0, max: 100 }),
    longest_gap: whole("Longest run of missing days", { unit: "days", min: 0 }),
    duplicates: whole("Duplicate deliveries of a server-day", { min: 0 }),
    out_of_range: whole("Values refused because they cannot be", { min: 0 }),
    outliers: whole("Values capped as outliers", { min: 0 }),
    verdict: word(VERDICTS, "assessed, warn or not_assessed; risk and recommendations obey it"),
    reason: text("Why, in words"),
  }),
});
