import { z } from "zod";
import { date, metric, real, serverId, text, whole, word } from "./columns.ts";
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
    observed_pct: real("Share of expected days that were neither missing, filled nor capped", {
      unit: "%",
      min: 0,
      max: 100,
    }),
    imputed: whole("Days filled in short gaps", { min: 0 }),
    flatline_days: whole("Longest run of days with one and the same value", { unit: "days", min: 0 }),
    crowded_days: whole("Days with more samples than the server's days hold", { unit: "days", min: 0 }),
    unit_change: date("Week from which the level is another by a factor that units differ by").nullable(),
    unit_factor: real("That factor; below 1 when the level fell").nullable(),
    verdict: word(VERDICTS, "assessed, warn or not_assessed; risk and recommendations obey it"),
    reason: text("Why, in words"),
  }),
});
