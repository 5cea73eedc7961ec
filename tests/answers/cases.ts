/** A literal fleet of three servers the answer tests share. */
import type { Facts, SavingsRow } from "../../lib/answers/facts.ts";
import type { Summary } from "../../lib/pipeline/schemas/summary.ts";
import { summarise } from "../../lib/summary/summary.ts";
import { configured } from "../configured.ts";
import { REPORT } from "../summary/cases.ts";

const saving = (action: string, servers: number, usd: number): SavingsRow => ({
  scope: "all",
  scope_value: "all",
  action,
  servers,
  usd_per_month: 150.5,
  saving_low_usd_month: usd / 2,
  saving_expected_usd_month: usd,
  saving_high_usd_month: usd * 2,
  reserved_low_usd_month: null,
  reserved_expected_usd_month: null,
  reserved_high_usd_month: null,
});

export const FACTS: Facts = {
  summary: summarise(REPORT, { high: 80, very_high: 90, under_used: 40 }),
  settings: {
    risk: configured("risk"),
    telemetry: configured("telemetry"),
    recommendations: configured("recommendations"),
  },
  first: REPORT.risk[0]!,
  archetypes: ["batch", "web"],
  savings: [saving("all", 3, 60), saving("downsize", 1, 100), saving("upsize", 1, -40), saving("keep", 1, 0)],
  checks: [{ passed: true }, { passed: false }],
  documented: { snapshots: 2, documents: 1, columns: 9, settings: 1 },
};

/** The facts with some headline figures replaced. */
export const withSummary = (change: Partial<Summary>): Facts => ({
  ...FACTS,
  summary: { ...FACTS.summary, ...change },
});
