/** A literal fleet of three servers and what its report is written from. */
import { answersOf } from "../../lib/answers/answers.ts";
import { notAssessed } from "../../lib/risk/assess.ts";
import type { Content } from "../../lib/report/content.ts";
import type { Facts } from "../../lib/report/read.ts";
import { FACTS as ANSWERED, withSummary } from "../answers/cases.ts";
import { configured } from "../configured.ts";

/** Nothing of anything: a fleet too young to be judged. */
export const NOTHING: Facts = {
  first: [],
  soonest: [],
  reaching: { series: 0 },
  overdue: { series: 0, servers: 0 },
  groups: [],
  windows: [],
  seasonal: [],
  savings: [],
  changes: [],
  recommended: { servers: 3, changes: 0, not_assessed: 3 },
  plan: { checks: 0, failed: 0 },
  scores: [],
  calibration: [],
  verdicts: [],
  unfit: [{ server_id: "A", metric: "cpu_p95", reason: "only 9 days" }],
};

const first: Facts["first"][number] = {
  ...notAssessed({ server_id: "A", metric: "cpu_p95" }, "rises"),
  level: "high",
  days_to_80_p10: 5,
  days_to_80_p50: 20,
  breach_80_horizon: 0.9,
  order_by: "2025-12-01",
  overdue: true,
  priority: 1,
  business_unit: "Retail",
  criticality: "High",
};

const SETTINGS: Content["settings"] = {
  risk: configured("risk"),
  recommendations: configured("recommendations"),
  models: configured("models"),
  telemetry: configured("telemetry"),
  site: configured("site"),
};

/** One series that runs out, one step of a plan with a price. */
export const CONTENT: Content = {
  summary: ANSWERED.summary,
  answers: answersOf(ANSWERED),
  facts: {
    ...NOTHING,
    first: [first],
    soonest: [first],
    reaching: { series: 2 },
    overdue: { series: 1, servers: 1 },
    savings: ANSWERED.savings.map((row) => ({
      ...row,
      reserved_low_usd_month: 0,
      reserved_expected_usd_month: 0,
      reserved_high_usd_month: 0,
    })),
    recommended: { servers: 3, changes: 2, not_assessed: 0 },
  },
  settings: SETTINGS,
};

const none = { very_high: 0, high: 0, watch: 0, ok: 0, not_assessed: 3 };
const UNJUDGED = {
  ...withSummary({ levels: { servers: none, series: none }, actions: [], horizon_days: null }),
  savings: [{ ...ANSWERED.savings[0]!, action: "not_assessed", servers: 3, usd_per_month: null }],
};

/** The same fleet when nothing could be judged and no price is known. */
export const EMPTY: Content = {
  summary: UNJUDGED.summary,
  answers: answersOf(UNJUDGED),
  facts: NOTHING,
  settings: SETTINGS,
};
