/** The tables of the workbook: which rows, in which order, under which headings. */
import type { Settings } from "../config/settings.ts";
import type { Format, SheetColumn, SheetPlan } from "./sheet.ts";

type Thresholds = Pick<Settings["risk"], "high" | "very_high">;
/** Heading and format by column; a column of another snapshot says which. */
type Headings = Readonly<Record<string, readonly [header: string, format: Format, snapshot?: string]>>;

const columns = (snapshot: string, headings: Headings): SheetColumn[] =>
  Object.entries(headings).map(([column, [header, format, of = snapshot]]) => ({
    column,
    header,
    format,
    means: `${of}.${column}`,
  }));

const OWNERS: Headings = {
  business_unit: ["Business unit", "text", "servers"],
  region: ["Region", "text", "servers"],
  criticality: ["Criticality", "text", "servers"],
};

function forecasts(): SheetPlan {
  return {
    name: "forecasts",
    holds:
      "One row per server, metric and month: daily forecasts added up by month, servers in the order of action. " +
      "The days are in forecasts.csv and forecasts.parquet.",
    whole: "forecasts_by_month.parquet",
    columns: columns("forecasts_by_month", {
      server_id: ["Server", "text"],
      metric: ["Metric (daily P95)", "text"],
      month: ["Month from", "date"],
      days: ["Days forecast", "count"],
      unit: ["Unit of load", "text"],
      mean_p50: ["Mean of daily medians (unit of load)", "load"],
      peak_p10: ["Highest day, P10 (unit of load)", "load"],
      peak_p50: ["Highest day, P50 (unit of load)", "load"],
      peak_p90: ["Highest day, P90 (unit of load)", "load"],
      model: ["Model", "text"],
    }),
    query: `
SELECT forecasts_by_month.*
FROM forecasts_by_month LEFT JOIN server_risk USING (server_id)
ORDER BY priority NULLS LAST, server_id, forecasts_by_month.metric, month`,
  };
}

function risk({ high, very_high }: Thresholds): SheetPlan {
  return {
    name: "risk",
    holds:
      "One row per server and metric, in the order of action. P50 days are as likely sooner as later; at P10, " +
      "1 path in 10 is sooner. An empty date or number of days is beyond the horizon.",
    whole: "risk.parquet",
    columns: columns("risk", {
      priority: ["Place", "count"],
      server_id: ["Server", "text"],
      metric: ["Metric (daily P95)", "text"],
      level: ["Level", "text"],
      ...OWNERS,
      current_p95: ["Now (% of capacity)", "load"],
      peak_p50: ["Peak, P50 (% of capacity)", "load"],
      peak_p10: ["Peak, P10 (% of capacity)", "load"],
      peak_p90: ["Peak, P90 (% of capacity)", "load"],
      peak_date: ["Day of the peak", "date"],
      days_to_80_p10: [`To ${high} %, P10 (days)`, "count"],
      days_to_80_p50: [`To ${high} %, P50 (days)`, "count"],
      days_to_80_p90: [`To ${high} %, P90 (days)`, "count"],
      days_to_90_p50: [`To ${very_high} %, P50 (days)`, "count"],
      breach_80_30d: [`Reaches ${high} % in 30 days (probability)`, "share"],
      breach_80_60d: [`Reaches ${high} % in 60 days (probability)`, "share"],
      breach_80_90d: [`Reaches ${high} % in 90 days (probability)`, "share"],
      breach_80_180d: [`Reaches ${high} % in 180 days (probability)`, "share"],
      sustained_80_90d: [`Holds ${high} % within 90 days (probability)`, "share"],
      lead_time_days: ["Lead time (days)", "count"],
      order_by: ["Order by", "date"],
      overdue: ["Overdue", "text"],
      driver: ["Driver", "text"],
      under_used: ["Under-used", "text"],
      reason: ["Why", "long_text"],
    }),
    query: `
SELECT risk.*, business_unit, region, criticality
FROM risk JOIN servers USING (server_id)
ORDER BY priority NULLS LAST, server_id, metric`,
  };
}

function recommendations(): SheetPlan {
  return {
    name: "recommendations",
    holds: "One row per server, changes first, largest saving first. A negative saving is a cost.",
    whole: "recommendations.parquet",
    columns: columns("recommendations", {
      server_id: ["Server", "text"],
      action: ["Action", "text"],
      ...OWNERS,
      environment: ["Environment", "text", "servers"],
      target: ["Becomes", "text"],
      instance_from: ["Size now", "text"],
      instance_to: ["Size then", "text"],
      usd_per_month: ["Cost now (USD per month)", "usd"],
      saving_low_usd_month: ["Saving, low (USD per month)", "usd"],
      saving_expected_usd_month: ["Saving, expected (USD per month)", "usd"],
      saving_high_usd_month: ["Saving, high (USD per month)", "usd"],
      reserved_expected_usd_month: ["Saving at reserved prices, expected (USD per month)", "usd"],
      earliest_date: ["Earliest day", "date"],
      confidence: ["Confidence", "text"],
      reversibility: ["Undone by", "text"],
      reason: ["Why", "long_text"],
      evidence: ["Evidence", "long_text"],
      constraint_checks: ["Rules checked", "long_text"],
      rejected: ["Rejected", "long_text"],
    }),
    query: `
SELECT recommendations.*, business_unit, region, criticality, environment
FROM recommendations JOIN servers USING (server_id)
ORDER BY action IN ('keep', 'not_assessed'), saving_expected_usd_month DESC, server_id, action`,
  };
}

function accuracy(): SheetPlan {
  return {
    name: "accuracy",
    holds:
      "One row per group of servers, metric, horizon and model: how wrong forecasts were in the backtest, naive " +
      "models and the oracle included. MASE below 1 is better than repeating last week.",
    whole: "accuracy.parquet",
    columns: columns("accuracy", {
      scope: ["Scope", "text"],
      scope_value: ["Group", "text"],
      metric: ["Metric (daily P95)", "text"],
      horizon_band: ["Days ahead", "text"],
      model: ["Model", "text"],
      series: ["Series scored", "count"],
      mase: ["MASE (ratio)", "score"],
      mae: ["MAE (% or Mbit/s)", "score"],
      rmse: ["RMSE (% or Mbit/s)", "score"],
      wape: ["WAPE (%)", "score"],
      smape: ["sMAPE (%)", "score"],
      bias: ["Bias (% or Mbit/s)", "score"],
      pinball: ["Pinball loss (% or Mbit/s)", "score"],
      coverage_80: ["Within the 80 % interval (share)", "share"],
      coverage_95: ["Within the 95 % interval (share)", "share"],
      gain_vs_baseline: ["Gain over weekday mean (share)", "share"],
      gain_vs_best_naive: ["Gain over best naive (share)", "share"],
      share_of_possible: ["Of the possible gain (share)", "share"],
    }),
    query: `
SELECT * FROM accuracy
ORDER BY scope <> 'fleet', scope, scope_value, metric <> 'all', metric, horizon_band <> 'all', horizon_band,
  mase NULLS LAST, model`,
  };
}

/** The tables of the workbook in their order; headings name the thresholds in force. */
export function plansOf(thresholds: Thresholds): SheetPlan[] {
  return [forecasts(), risk(thresholds), recommendations(), accuracy()];
}
