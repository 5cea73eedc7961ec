import { z } from "zod";
import { date, metric, probability, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const LEVELS = ["very_high", "high", "watch", "ok", "not_assessed"] as const;
export const DRIVERS = ["trend", "quarter_end", "holiday", "season", "already_over"] as const;

const days = (description: string) =>
  whole(`${description}; 0 today already; null: not within the horizon`, { unit: "days", min: 0 }).nullable();
const chance = (description: string) => probability(description).nullable();
const load = (description: string) => real(description, { unit: "% of capacity", min: 0 }).nullable();

export const risk = snapshot({
  name: "risk",
  description: "Which servers run out of what, when, how sure that is, and which to look at first.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    level: word(LEVELS, "Where the series stands against the thresholds in config/risk.yaml"),
    horizon_days: whole(
      "Days the forecast reaches ahead; windows beyond it are null, unless every path is over by then",
      {
        unit: "days",
        min: 1,
      },
    )
      .nullable(),
    current_p95: load("Median of the last observed days, in percent of capacity"),
    peak_p50: load("Highest daily median forecast within the horizon"),
    peak_date: date("The day of that peak").nullable(),
    days_to_80_p10: days("Days until the high threshold, if things go badly: 1 path in 10 is sooner"),
    days_to_80_p50: days("Days until the high threshold, as likely sooner as later"),
    days_to_80_p90: days("Days until the high threshold, if things go well"),
    days_to_90_p10: days("Days until the very high threshold, if things go badly"),
    days_to_90_p50: days("Days until the very high threshold, as likely sooner as later"),
    days_to_90_p90: days("Days until the very high threshold, if things go well"),
    breach_80_30d: chance("Probability of reaching the high threshold within 30 days"),
    breach_80_60d: chance("Probability of reaching the high threshold within 60 days"),
    breach_80_90d: chance("Probability of reaching the high threshold within 90 days"),
    breach_80_180d: chance("Probability of reaching the high threshold within 180 days"),
    breach_80_horizon: chance("Probability of reaching the high threshold within the whole horizon"),
    driver: word(
      DRIVERS,
      "What lifts it over the high threshold; null when nothing but day-to-day variation may",
    ).nullable(),
    under_used: z.boolean().meta({
      description: "Level ok, and both today's level and the peak median below the under-used threshold",
      sql: "BOOLEAN",
    }),
    priority_score: real("Criticality weight × probability of reaching the high threshold × how soon", {
      min: 0,
    })
      .nullable(),
    priority: whole("1 is first; every assessed series has its place").nullable(),
    reason: text("Why, in words"),
  }),
});
