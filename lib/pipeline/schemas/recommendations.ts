import { z } from "zod";
import { date, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const usd = (description: string) => real(description, { unit: "USD per month" });

export const recommendations = snapshot({
  name: "recommendations",
  description:
    "What each server should be, what that saves, what was checked and what was rejected. One row per server: no saving counts twice.",
  key: ["server_id", "action"],
  columns: z.object({
    server_id: serverId(),
    action: word(
      ["keep", "upsize", "downsize", "merge", "retire", "not_assessed"],
      "keep, upsize, downsize, merge on a shared host, retire, or not_assessed",
    ),
    target: text("What it becomes: a size, a shared host, a disk size; as it is for keep"),
    instance_from: text("Present size"),
    instance_to: text("Size of the server, or of the host it shares; null when it goes or is not assessed")
      .nullable(),
    usd_per_month: usd("What it costs now, on demand").nullable(),
    saving_low_usd_month: usd("Saved on demand if sized for the conservative quantile; negative is a cost"),
    saving_expected_usd_month: usd("Saved on demand as recommended; negative is a cost"),
    saving_high_usd_month: usd("Saved on demand if sized for the aggressive quantile"),
    reserved_low_usd_month: usd("The low saving at prices reserved for three years").nullable(),
    reserved_expected_usd_month: usd("The expected saving at reserved prices").nullable(),
    reserved_high_usd_month: usd("The high saving at reserved prices").nullable(),
    earliest_date: date("First day outside the change freeze; null when nothing changes").nullable(),
    confidence: word(
      ["high", "medium", "low", "none"],
      "How far the recommendation depends on the forecast's uncertainty",
    ),
    reversibility: text("How it is undone"),
    evidence: text("What it rests on"),
    constraint_checks: text("Every rule asked of the recommended size, with its figures"),
    rejected: text("Cheaper sizes that do not fit, and why"),
    rejected_count: whole("How many those are", { min: 0 }),
    reason: text("Why, in words"),
  }),
});
