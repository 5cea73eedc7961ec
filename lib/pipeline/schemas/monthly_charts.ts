/** What each chart of the monthly report is drawn from: few rows, whatever the size of the fleet. */
import { z } from "zod";
import { date, METRICS, percent, probability, real, serverId, text, whole, word } from "./columns.ts";
import { HORIZON_BANDS } from "./accuracy.ts";
import { LEVELS } from "./risk.ts";
import { RISK_SOURCES } from "./risk_calibration.ts";

const metric = word(METRICS, "Which metric");
const days = (description: string) => whole(description, { unit: "days", min: 0 }).nullable();
const chance = (description: string) => probability(description).nullable();
const servers = (description: string) => real(description, { unit: "servers", min: 0 }).nullable();
const usd = (description: string) => real(description, { unit: "USD per month" });
const count = (description: string) => whole(description, { min: 0 });
const score = (description: string) => real(description).nullable();

const thresholds = z.strictObject({
  high: percent("High risk from here"),
  very_high: percent("Very high risk from here"),
  under_used: percent("Under-used below"),
});

const expectedBreaches = z.strictObject({
  draw: z.literal("expected_breaches"),
  high: percent("The threshold"),
  as_of: date("The day before the first day ahead"),
  windows: z.array(z.strictObject({
    within_days: whole("Days ahead", { min: 1 }),
    servers_judged: count("Servers with an answer for that far ahead"),
    expected_servers: servers("Servers expected to reach the threshold"),
    low_servers: servers("P10 of that number"),
    high_servers: servers("P90 of that number"),
  })),
});

const breachDates = z.strictObject({
  draw: z.literal("breach_dates"),
  total: count("Series with a date, shown or not"),
  as_of: date("The day before the first day ahead"),
  horizon_days: whole("Days ahead", { min: 1 }),
  thresholds,
  rows: z.array(z.strictObject({
    server_id: serverId(),
    metric,
    level: word(LEVELS, "Risk level"),
    days_to_80_p10: days("Days until the high threshold, 1 path in 10 sooner"),
    days_to_80_p50: days("Days until the high threshold, as likely sooner as later"),
    days_to_80_p90: days("Days until the high threshold, 9 paths in 10 sooner"),
    breach_80_horizon: chance("Probability of reaching the high threshold within the horizon"),
    priority: whole("1 is first").nullable(),
  })),
});

const expectedByGroup = z.strictObject({
  draw: z.literal("expected_by_group"),
  grouping: text("What servers are grouped by"),
  high: percent("The threshold"),
  groups: z.array(z.strictObject({
    value: text("Which group"),
    servers: count("Servers in it"),
    very_high: count("At very high risk"),
    high: count("At high risk"),
    watch: count("To watch"),
    expected_30d: servers("Expected over the threshold within 30 days"),
    expected_90d: servers("The same within 90 days"),
    low_90d: servers("P10 of that number"),
    high_90d: servers("P90 of that number"),
    expected_180d: servers("The same within 180 days"),
    first_date_p50: date("Day by which the first is as likely over as not").nullable(),
    first_priority: whole("Best place in the order of action").nullable(),
  })),
});

const seasonal = z.strictObject({
  draw: z.literal("seasonal"),
  season: text("Which kind of window"),
  first_date: date("Its first day"),
  last_date: date("Its last day"),
  high: percent("The threshold"),
  brought: real("Series to be expected over the threshold in the window", { min: 0 }),
  before: real("The same on the same weekdays before it", { min: 0 }),
  rows: z.array(z.strictObject({
    server_id: serverId(),
    metric,
    peak_p50: real("Highest daily median in it", { min: 0 }),
    peak_p90: real("Highest daily P90 in it", { min: 0 }),
    breach_80: probability("Probability of reaching the threshold in it"),
    before_breach_80: probability("The same before it"),
  })),
});

const waterfall = z.strictObject({
  draw: z.literal("waterfall"),
  now: usd("What the fleet costs today"),
  prices: text("Of when the prices are"),
  rows: z.array(z.strictObject({
    scope: text("Which servers"),
    scope_value: text("Which group of them"),
    action: text("What is done"),
    servers: count("To how many"),
    usd_per_month: usd("What they cost now").nullable(),
    saving_low_usd_month: usd("Saved at least"),
    saving_expected_usd_month: usd("Saved, expected"),
    saving_high_usd_month: usd("Saved at most"),
  })),
});

const leaderboard = z.strictObject({
  draw: z.literal("leaderboard"),
  window: text("Which days were forecast"),
  scores: z.array(z.strictObject({
    model: text("Which model"),
    metric: word([...METRICS, "all"], "Which metric"),
    horizon_band: word(HORIZON_BANDS, "Days ahead"),
    series: count("Series scored"),
    mae: score("Mean absolute error"),
    mase: score("Mean absolute scaled error"),
    coverage_80: score("Share of actuals within the 80 % interval"),
    coverage_95: score("Share of actuals within the 95 % interval"),
    gain_vs_baseline: score("1 − error / error of the weekday mean"),
  })),
});

const reliability = z.strictObject({
  draw: z.literal("reliability"),
  days: whole("Days ahead", { min: 1 }),
  high: percent("The threshold"),
  rows: z.array(z.strictObject({
    source: word(RISK_SOURCES, "Whose probability"),
    window_days: whole("Days ahead", { min: 1 }),
    bin: whole("Tenth of the probability; 0 all together", { min: 0, max: 10 }),
    series: count("Series and cutoffs"),
    mean_predicted: probability("Mean probability"),
    observed_share: probability("Share that reached the threshold"),
    brier: probability("Mean squared difference; 0 is perfect"),
  })),
});

export const charts = z.discriminatedUnion("draw", [
  expectedBreaches,
  breachDates,
  expectedByGroup,
  seasonal,
  waterfall,
  leaderboard,
  reliability,
]);

export type ReportChart = z.infer<typeof charts>;
