import { z } from "zod";
import { document } from "./snapshot.ts";

const measure = z.number().nullable();

const measured = z.strictObject({
  factor: z.enum(["metric", "horizon_band", "archetype", "criticality"])
    .describe("What the series are grouped by; all of them under the metric all"),
  value: z.string(),
  series: z.number().int(),
  mae: measure.describe("Mean absolute error; % or Mbit/s, null where units are mixed"),
  mase: measure,
  bias: measure,
  coverage_80: measure,
  coverage_95: measure,
  gain_vs_baseline: measure,
  gain_vs_best_naive: measure,
  share_of_possible: measure,
});

const card = z.strictObject({
  model: z.string(),
  kind: z.enum(["naive", "one_series", "all_series", "ensemble"]),
  purpose: z.string(),
  learns_from: z.string(),
  assumptions: z.string(),
  limits: z.string(),
  settings: z.record(z.string(), z.unknown()).describe("The settings that shape it"),
  series_in_use: z.number().int().describe("Series it is selected for today"),
  measures: z.array(measured).describe("From the scored cutoffs of the backtest"),
});

export const modelCards = document({
  name: "model_cards",
  description:
    "A card per candidate: what it is for, what it rests on, how wrong it is by factor, where it fails.",
  shape: z.strictObject({
    as_of: z.string().nullable().describe("Last day the models have seen; null when none is fitted"),
    cards: z.array(card),
  }),
});
