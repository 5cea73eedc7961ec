/** How far each series can be trusted, and why in words. */
import type { Settings } from "../config/settings.ts";
import type { quality as schema, VERDICTS } from "../pipeline/schemas/quality.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { SeriesFacts } from "./facts.ts";
import type { Oddities } from "./oddities.ts";

export type Quality = RowOf<typeof schema>;
type Verdict = (typeof VERDICTS)[number];
type Thresholds = Settings["cleaning"]["verdict"];

/** Something that speaks against a series. */
interface Finding {
  verdict: Verdict;
  reason: string;
}

const above = (value: number, { warn, refuse }: { warn: number; refuse: number }): Verdict =>
  value > refuse ? "not_assessed" : value > warn ? "warn" : "assessed";

const below = (value: number, { warn, refuse }: { warn: number; refuse: number }): Verdict =>
  value < refuse ? "not_assessed" : value < warn ? "warn" : "assessed";

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const days = (count: number): string => count === 1 ? "1 day" : `${count} days`;

function historyReason(
  present: number,
  verdict: Verdict,
  { warn, refuse }: Thresholds["history_days"],
): string {
  return verdict === "not_assessed"
    ? `only ${days(present)} with a value, ${refuse} are needed to know a week`
    : `only ${days(present)} of history, ${warn} are needed to know an annual season`;
}

/** What a change of unit is called: the factor, or its inverse when the level fell. */
const times = (factor: number): string =>
  factor >= 1 ? `${factor} times higher` : `${Math.round(1 / factor)} times lower`;

function oddFindings(odd: Oddities, duplicates: number, thresholds: Thresholds): Finding[] {
  return [
    {
      verdict: above(odd.flatline_days, thresholds.flatline_days[odd.metric]),
      reason: `the same value on ${days(odd.flatline_days)} in a row`,
    },
    {
      verdict: above(odd.crowded_days, thresholds.crowded_days),
      reason: `more samples than a day holds on ${days(odd.crowded_days)}: check the clock`,
    },
    {
      verdict: above(duplicates, thresholds.duplicates),
      reason: `${days(duplicates)} delivered more than once`,
    },
    ...(odd.unit_change === null || odd.unit_factor === null ? [] : [{
      // No model can know which half is right.
      verdict: "not_assessed" as const,
      reason: `the level is ${times(odd.unit_factor)} from ${odd.unit_change} on: check the unit`,
    }]),
  ];
}

function findings(facts: SeriesFacts, odd: Oddities, missingPct: number, thresholds: Thresholds): Finding[] {
  const { days_present, longest_gap, silent_days, last_date, duplicates } = facts;
  const history = below(days_present, thresholds.history_days);
  return [
    { verdict: history, reason: historyReason(days_present, history, thresholds.history_days) },
    {
      verdict: above(missingPct, thresholds.missing_pct),
      reason: `${missingPct.toFixed(1)} % of days missing`,
    },
    { verdict: above(longest_gap, thresholds.gap_days), reason: `longest gap ${days(longest_gap)}` },
    {
      verdict: above(silent_days, thresholds.silent_days),
      reason: `no value since ${last_date}, ${days(silent_days)} before the last day`,
    },
    ...oddFindings(odd, duplicates, thresholds),
  ];
}

/** The worst verdict of the findings, with the reasons that brought it about. */
function worst(found: readonly Finding[], otherwise: string): Finding {
  for (const verdict of ["not_assessed", "warn"] as const) {
    const against = found.filter((finding) => finding.verdict === verdict);
    if (against.length > 0) return { verdict, reason: against.map(({ reason }) => reason).join("; ") };
  }
  return { verdict: "assessed", reason: otherwise };
}

/** Judges one series by the thresholds of config/cleaning.yaml. */
export function judge(facts: SeriesFacts, odd: Oddities, thresholds: Thresholds): Quality {
  const { counted_as_full, last_date: _last, silent_days: _silent, ...counts } = facts;
  const { days_expected, days_present } = facts;
  const observed_pct = days_expected === 0 ? 0 : 100 * odd.days_observed / days_expected;
  const missing_pct = days_expected === 0 ? 100 : 100 * (days_expected - days_present) / days_expected;
  const { verdict, reason } = days_present === 0
    ? {
      verdict: "not_assessed" as const,
      reason: `no data: none of ${days(days_expected)} has a valid value`,
    }
    : worst(
      findings(facts, odd, missing_pct, thresholds),
      `${days_present} of ${days(days_expected)} with a value, longest gap ${days(facts.longest_gap)}`,
    );
  const full = counted_as_full === 0 ? "" : `; ${days(counted_as_full)} above 100 % counted as 100`;
  const { days_observed: _observed, ...oddities } = odd;
  return { ...counts, ...oddities, missing_pct, observed_pct, verdict, reason: sentence(reason + full) };
}
