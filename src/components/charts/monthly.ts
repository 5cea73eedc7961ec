/** The charts of the monthly report: those of the other pages, from the few rows the report carries. */
import { day } from "../format.js";
import { measureNamed, type Score } from "../models/measures.js";
import { leaderboard } from "./leaderboard.js";
import { expectedBreaches, type Window } from "./overview.js";
import { type SavingsRow, waterfall } from "./recommendations.js";
import { breachDates, type DatedRow, type Thresholds } from "./risk.js";
import {
  expectedByGroup,
  type Group,
  type Reliability,
  reliability,
  type Seasonal,
  seasonal,
} from "./risk_outlook.js";

/** Rows as data/monthly.json has them. */
export type ReportChart =
  | { draw: "expected_breaches"; high: number; as_of: string; windows: readonly Window[] }
  | {
    draw: "breach_dates";
    total: number;
    as_of: string;
    horizon_days: number;
    thresholds: Thresholds;
    rows: readonly DatedRow[];
  }
  | { draw: "expected_by_group"; grouping: string; high: number; groups: readonly Group[] }
  | {
    draw: "seasonal";
    season: string;
    first_date: string;
    last_date: string;
    high: number;
    brought: number;
    before: number;
    rows: readonly Seasonal[];
  }
  | { draw: "waterfall"; now: number; prices: string; rows: readonly SavingsRow[] }
  | { draw: "leaderboard"; window: string; scores: readonly Score[] }
  | { draw: "reliability"; days: number; high: number; rows: readonly Reliability[] };

/** Draws a chart of the report as a figure. */
export function reportChart(chart: ReportChart): HTMLElement {
  switch (chart.draw) {
    case "expected_breaches":
      return expectedBreaches(chart.windows, { high: chart.high, asOf: chart.as_of, source: "summary" });
    case "breach_dates":
      return breachDates(chart.rows, {
        asOf: new Date(chart.as_of),
        horizonDays: chart.horizon_days,
        thresholds: chart.thresholds,
        most: chart.rows.length,
        total: chart.total,
      });
    case "expected_by_group":
      return expectedByGroup(chart.groups, chart.grouping, chart.high);
    case "seasonal":
      return seasonal(chart.rows, {
        season: chart.season,
        window: `${day(chart.first_date)} to ${day(chart.last_date)}`,
        threshold: chart.high,
        most: chart.rows.length,
        sums: { brought: chart.brought, before: chart.before },
      });
    case "waterfall":
      return waterfall(chart.rows, chart.now, chart.prices);
    case "leaderboard":
      return leaderboard(chart.scores, measureNamed("mase"), { metric: "all", among: chart.window });
    case "reliability":
      return reliability(chart.rows, { days: chart.days, threshold: chart.high });
  }
}
