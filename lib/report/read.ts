/** What the monthly report reads of the snapshots: few rows, whatever the size of the fleet. */
import type { accuracy } from "../pipeline/schemas/accuracy.ts";
import type { quality } from "../pipeline/schemas/quality.ts";
import type { recommendations } from "../pipeline/schemas/recommendations.ts";
import type { risk } from "../pipeline/schemas/risk.ts";
import type { riskCalibration } from "../pipeline/schemas/risk_calibration.ts";
import type { riskRollup } from "../pipeline/schemas/risk_rollup.ts";
import type { savings } from "../pipeline/schemas/savings.ts";
import type { seasonalRisk } from "../pipeline/schemas/seasonal_risk.ts";
import type { servers } from "../pipeline/schemas/servers.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { Row, Scalar, Warehouse } from "../warehouse/warehouse.ts";
import { bind } from "../warehouse/bind.ts";

type Server = RowOf<typeof servers>;

export type FirstRow = RowOf<typeof risk> & Pick<Server, "business_unit" | "criticality">;
export type GroupRow = RowOf<typeof riskRollup>;
export type SeasonalRow = RowOf<typeof seasonalRisk>;
export type SavingsRow = RowOf<typeof savings>;
export type ChangeRow = RowOf<typeof recommendations> & Pick<Server, "business_unit" | "criticality"> & {
  priority: number | null;
};
export type ScoreRow = RowOf<typeof accuracy>;
export type CalibrationRow = RowOf<typeof riskCalibration>;
export type UnfitRow = Pick<RowOf<typeof quality>, "server_id" | "metric" | "reason">;

/** One window of the calendar, over all series that meet it. */
export interface WindowRow {
  season: SeasonalRow["season"];
  first_date: string;
  last_date: string;
  /** Holidays in it, as the calendar names them; null for quarter ends. */
  holidays: string | null;
  regions: string;
  series: number;
  /** Series to be expected over the threshold in it, and on the same weekdays before it. */
  brought: number;
  before: number;
}

/** The series of one metric, by how far they can be trusted. */
export interface VerdictRow {
  metric: RowOf<typeof quality>["metric"];
  assessed: number;
  warn: number;
  not_assessed: number;
  days_expected: number;
  days_present: number;
  repaired: number;
}

/** Rows the report lists. */
export interface Lists {
  /** Series in the order of action, those that never reach the threshold left out. */
  first: FirstRow;
  /** Series in the order of the day they are as likely as not to reach it by. */
  soonest: FirstRow;
  groups: GroupRow;
  windows: WindowRow;
  /** Series in the coming quarter end, likeliest over the threshold first. */
  seasonal: SeasonalRow;
  savings: SavingsRow;
  /** What should grow in the order of action, then what saves most. */
  changes: ChangeRow;
  scores: ScoreRow;
  calibration: CalibrationRow;
  verdicts: VerdictRow;
  unfit: UnfitRow;
}

/** What it counts. */
export interface Counts {
  overdue: { series: number; servers: number };
  reaching: { series: number };
  recommended: { servers: number; changes: number; not_assessed: number };
  plan: { checks: number; failed: number };
}

export type Facts = { [Name in keyof Lists]: readonly Lists[Name][] } & Counts;

/** Rows of the longest lists. */
export const MOST = { first: 15, windows: 12, seasonal: 15, changes: 20, unfit: 10 } as const;

const QUERIES: Readonly<Record<keyof Facts, string>> = {
  first: `
SELECT risk.*, business_unit, criticality FROM risk JOIN servers USING (server_id)
WHERE priority IS NOT NULL AND days_to_80_p50 IS NOT NULL
ORDER BY priority LIMIT ${MOST.first}`,
  soonest: `
SELECT risk.*, business_unit, criticality FROM risk JOIN servers USING (server_id)
WHERE priority IS NOT NULL AND days_to_80_p50 IS NOT NULL
ORDER BY days_to_80_p50, priority LIMIT ${MOST.first}`,
  reaching: `
SELECT count(*) AS series FROM risk WHERE priority IS NOT NULL AND days_to_80_p50 IS NOT NULL`,
  overdue: `
SELECT count(*) AS series, count(DISTINCT server_id) AS servers FROM risk WHERE overdue`,
  groups: `
SELECT * FROM risk_rollup WHERE dimension IN ('fleet', 'business_unit') ORDER BY dimension, value`,
  windows: `
WITH named AS (
  SELECT DISTINCT season, first_date, last_date, servers.region,
    CASE WHEN season = 'holiday' THEN calendar.holiday END AS holiday
  FROM seasonal_risk
  JOIN servers USING (server_id)
  LEFT JOIN calendar ON calendar.region = servers.region
    AND calendar.date BETWEEN first_date AND last_date AND calendar.is_holiday
),
names AS (
  SELECT season, first_date, last_date,
    string_agg(DISTINCT holiday, ', ' ORDER BY holiday) AS holidays,
    string_agg(DISTINCT region, ', ' ORDER BY region) AS regions
  FROM named
  GROUP BY season, first_date, last_date
),
sums AS (
  SELECT season, first_date, last_date, count(*) AS series,
    CAST(sum(CAST(breach_80 AS DECIMAL(18, 6))) AS DOUBLE) AS brought,
    CAST(sum(CAST(before_breach_80 AS DECIMAL(18, 6))) AS DOUBLE) AS before
  FROM seasonal_risk
  GROUP BY season, first_date, last_date
)
SELECT sums.season, sums.first_date, sums.last_date, holidays, regions, series, brought, before
FROM sums
JOIN names ON names.season = sums.season
  AND names.first_date = sums.first_date AND names.last_date = sums.last_date
ORDER BY first_date, last_date, season LIMIT ${MOST.windows}`,
  seasonal: `
WITH coming AS (
  SELECT * FROM seasonal_risk WHERE season = 'quarter_end'
    AND first_date = (SELECT min(first_date) FROM seasonal_risk WHERE season = 'quarter_end')
)
SELECT * FROM coming
ORDER BY breach_80 DESC, peak_p50 DESC, server_id, metric LIMIT ${MOST.seasonal}`,
  savings: `
SELECT * FROM savings WHERE scope = 'all' ORDER BY action`,
  changes: `
WITH places AS (SELECT server_id, min(priority) AS priority FROM risk GROUP BY server_id)
SELECT recommendations.*, business_unit, criticality, priority
FROM recommendations JOIN servers USING (server_id) LEFT JOIN places USING (server_id)
WHERE action NOT IN ('keep', 'not_assessed')
ORDER BY action <> 'upsize', CASE WHEN action = 'upsize' THEN priority END NULLS LAST,
  saving_expected_usd_month DESC, server_id LIMIT ${MOST.changes}`,
  recommended: `
SELECT count(*) AS servers,
  count(*) FILTER (WHERE action NOT IN ('keep', 'not_assessed')) AS changes,
  count(*) FILTER (WHERE action = 'not_assessed') AS not_assessed
FROM recommendations`,
  plan: `
SELECT count(*) AS checks, count(*) FILTER (WHERE NOT passed) AS failed FROM plan_check`,
  scores: `
SELECT * FROM accuracy
WHERE scope = 'fleet' AND metric = 'all'
ORDER BY horizon_band, mase NULLS LAST, model`,
  calibration: `
SELECT * FROM risk_calibration WHERE threshold_pct = :high ORDER BY window_days, source, bin`,
  verdicts: `
SELECT metric,
  count(*) FILTER (WHERE verdict = 'assessed') AS assessed,
  count(*) FILTER (WHERE verdict = 'warn') AS warn,
  count(*) FILTER (WHERE verdict = 'not_assessed') AS not_assessed,
  CAST(sum(days_expected) AS BIGINT) AS days_expected,
  CAST(sum(days_present) AS BIGINT) AS days_present,
  CAST(sum(imputed + outliers) AS BIGINT) AS repaired
FROM quality GROUP BY metric ORDER BY metric`,
  unfit: `
SELECT server_id, metric, reason FROM quality WHERE verdict = 'not_assessed'
ORDER BY server_id, metric LIMIT ${MOST.unfit}`,
};

/** Snapshots the queries name. */
export const READS = [
  "servers",
  "calendar",
  "quality",
  "risk",
  "risk_rollup",
  "risk_calibration",
  "seasonal_risk",
  "recommendations",
  "savings",
  "plan_check",
  "accuracy",
] as const;

/** Reads what the report states. `high` is the threshold that counts as running out. */
export async function readFacts(warehouse: Warehouse, high: number): Promise<Facts> {
  const list = <Name extends keyof Lists>(name: Name, parameters: Readonly<Record<string, Scalar>> = {}) =>
    warehouse.query<Lists[Name] & Row>(bind(QUERIES[name], parameters));
  const one = async <Name extends keyof Counts>(name: Name) => {
    const [row] = await warehouse.query<Counts[Name] & Row>(QUERIES[name]);
    return row!;
  };
  return {
    first: await list("first"),
    soonest: await list("soonest"),
    reaching: await one("reaching"),
    overdue: await one("overdue"),
    groups: await list("groups"),
    windows: await list("windows"),
    seasonal: await list("seasonal"),
    savings: await list("savings"),
    changes: await list("changes"),
    recommended: await one("recommended"),
    plan: await one("plan"),
    scores: await list("scores"),
    calibration: await list("calibration", { high }),
    verdicts: await list("verdicts"),
    unfit: await list("unfit"),
  };
}
