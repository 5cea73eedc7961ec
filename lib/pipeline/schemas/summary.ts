import { z } from "zod";
import { date, METRICS, percent, probability, real, serverId, text, whole, word } from "./columns.ts";
import { LEVELS } from "./risk.ts";
import { document } from "./snapshot.ts";

const count = (description: string) => whole(description, { min: 0 });
const cost = (description: string) => real(description, { unit: "USD per month", min: 0 });
const share = (description: string) => probability(description).nullable();
const gain = (description: string) => real(description).nullable();
const perLevel = (what: string) =>
  z.strictObject({
    very_high: count(`${what} at very high risk`),
    high: count(`${what} at high risk`),
    watch: count(`${what} to watch`),
    ok: count(`${what} without risk`),
    not_assessed: count(`${what} that cannot be judged`),
  });

const fleet = z.strictObject({
  servers: count("Servers in the fleet"),
  business_units: count("Business units that own them"),
  regions: count("Regions they run in, as far as recorded"),
  usd_per_month: cost("What the servers with a known price cost together").nullable(),
  servers_without_price: count("Servers whose price is not known"),
});

const telemetry = z.strictObject({
  first_date: date("First day observed"),
  as_of: date("Last day observed: today, as far as this report knows"),
  series: count("Server × metric"),
  assessed: count("Series of good quality"),
  warn: count("Series with flaws that still allow a judgement"),
  not_assessed: count("Series that do not allow one"),
  series_without_data: count("Series, among the not assessed, without a single valid value"),
  missing_pct: percent("Share of expected days without a valid value, over series that have any").nullable(),
});

const window = z.strictObject({
  within_days: whole("Days ahead", { min: 1 }),
  servers_judged: count(
    "Servers with an answer for that far ahead: a forecast that reaches it, or over already",
  ),
  expected_servers: real(
    "Servers expected to reach the high threshold by any metric, all metrics and servers on the same sample " +
      "paths: that of the whole fleet in risk_rollup; null when not every forecast reaches that far",
    { min: 0 },
  ).nullable(),
  low_servers: count("P10 of that number").nullable(),
  high_servers: count("P90 of that number").nullable(),
  likely_servers: z.array(serverId()).meta({
    description: "Servers more likely than not to reach it, likeliest first",
  }),
});

const action = z.strictObject({
  priority: whole("1 is first", { min: 1 }),
  server_id: serverId(),
  metric: word(METRICS, "What runs out"),
  level: word(LEVELS, "Risk level"),
  business_unit: text("Who owns the server"),
  criticality: text("How much the business depends on it"),
  days_to_80_p50: whole("Days until the high threshold, as likely sooner as later", { min: 0 }).nullable(),
  breach_80_horizon: probability("Probability of reaching the high threshold within the horizon"),
  order_by: date("Last day to order more; null when fewer than 1 path in 10 reaches the threshold")
    .nullable(),
  overdue: z.boolean().meta({ description: "That day has passed" }),
  recommended: text("What the server should be: an action and its target; null when none was worked out")
    .nullable(),
  reason: text("Why, in words"),
});

const model = z.strictObject({
  model: text("Which model; selected is the mix chosen per series on earlier cutoffs"),
  mase: real("Mean absolute scaled error over all metrics and horizons", { min: 0 }).nullable(),
  gain_vs_baseline: gain("1 − error / error of the weekday mean"),
  gain_vs_best_naive: gain("1 − error / error of the best naive model"),
  share_of_possible: gain("Gain over the weekday mean as a share of the oracle's"),
  coverage_80: share("Share of actuals within the 80 % interval"),
  coverage_95: share("Share of actuals within the 95 % interval"),
});

const forecasting = z.strictObject({
  selected: model.nullable().meta({ description: "What the forecasts are made with; null when not scored" }),
  best_model: model.nullable().meta({ description: "The single model with the smallest error" }),
  possible_gain: gain("The oracle's gain over the weekday mean: what knowing the noiseless load would gain"),
});

const cluster = z.strictObject({
  cluster: whole("1 is the busiest", { min: 1 }),
  label: text("What its members have in common"),
  servers: count("Members"),
  silhouette: real("Mean silhouette of its members", { min: -1, max: 1 }).nullable(),
});

export const summary = document({
  name: "summary",
  description: "The headline figures: computed once, shown alike on pages and in exports.",
  shape: z.strictObject({
    fleet,
    telemetry,
    horizon_days: whole("Days the longest forecast reaches ahead", { min: 1 }).nullable(),
    thresholds: z.strictObject({
      high: percent("High risk from here"),
      very_high: percent("Very high risk from here"),
      under_used: percent("Under-used below"),
    }),
    levels: z.strictObject({
      series: perLevel("Series"),
      servers: perLevel("Servers, each by its worst assessed metric,"),
    }),
    at_risk: z.array(window),
    actions: z.array(action).meta({
      description: "The first series by priority, those without risk left out",
    }),
    under_used: z.strictObject({
      servers: z.array(serverId()).meta({
        description: "Servers whose assessed CPU and memory are all under-used",
      }),
      usd_per_month: cost("What those with a known price cost together").nullable(),
    }),
    forecasting,
    clusters: z.array(cluster),
    servers_without_cluster: count("Servers in no cluster, for want of values"),
  }),
});

export type Summary = z.infer<typeof summary.shape>;
