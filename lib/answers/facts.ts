/** What the answers are made from: the headline figures and a few results beside them. */
import type { Settings } from "../config/settings.ts";
import type { planCheck } from "../pipeline/schemas/plan_check.ts";
import type { savings } from "../pipeline/schemas/savings.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import type { RiskRow } from "../risk/assess.ts";

export type SavingsRow = RowOf<typeof savings>;

export interface Facts {
  summary: Summary;
  settings: Pick<Settings, "risk" | "telemetry" | "recommendations">;
  /** The first series in the order of action; null when none could be assessed. */
  first: RiskRow | null;
  /** Kinds of work that servers do, in order of their names. */
  archetypes: readonly string[];
  /** Savings of the whole fleet, by action and in all. */
  savings: readonly SavingsRow[];
  /** Checks of the machines after the plan. */
  checks: readonly Pick<RowOf<typeof planCheck>, "passed">[];
  /** How much the data dictionary documents. */
  documented: { snapshots: number; documents: number; columns: number; settings: number };
}
