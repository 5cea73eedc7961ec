import { z } from "zod";
import { date, flag, metric, probability, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const LEVELS = ["very_high", "high", "watch", "ok", "not_assessed"] as const;
export const DRIVERS = ["scenario", "trend", "quarter_end", "holiday", "season", "already_over"] as const;

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
    level: word(
      LEVELS,
      "Where the series stands against the thresholds in config/risk.yaml, by the bound of the posture set there",
    ),
    level_conservative: word(LEVELS, "The level by the highest daily P90 of the forecast"),
    level_expected: word(LEVELS, "The level by the highest daily median of the forecast"),
    level_aggressive: word(LEVELS, "The level by the highest daily P10 of the forecast"),
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
    peak_p10: load("Highest daily P10 within the horizon"),
    peak_p90: load("Highest daily P90 within the horizon"),
    peak_date: date("The day of the highest median").nullable(),
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
    sustained_80_90d: chance(
      "Probability that the high threshold is reached and held within 90 days for the days in a row set in config/risk.yaml",
    ),
    sustained_80_horizon: chance("The same within the whole horizon"),
    days_to_sustained_80_p50: days(
      "Days until the last of those days in a row, as likely sooner as later",
    ),
    lead_time_days: whole("Days from order to use", { unit: "days", min: 0 }).nullable(),
    order_by: date(
      "Last day to order: the P10 date of reaching the high threshold minus the lead time; null when fewer than 1 path in 10 reaches it",
    ).nullable(),
    overdue: flag("That day has passed"),
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
