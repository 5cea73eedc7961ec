import { type Metric, METRIC_NAMES } from "../pipeline/schemas/columns.ts";
import type { Settings } from "../config/settings.ts";
import { isoDate } from "../calendar/days.ts";
import { BREACH_WINDOWS, type Crossing, daysUntil, probabilityEver, probabilityWithin } from "./crossing.ts";
import type { Driver } from "./driver.ts";
import type { AssessedLevel, Posture, Standing } from "./level.ts";

const DRIVER_WORDS: Readonly<Record<Exclude<Driver, "already_over">, string>> = {
  scenario: "only what committed scenarios reserve lifts it",
  trend: "its trend lifts it",
  quarter_end: "the quarter end lifts it",
  holiday: "bank holidays lift it",
  season: "its weekly or yearly swing lifts it",
};

export interface Finding extends Standing {
  metric: Metric;
  level: AssessedLevel;
  /** Day number of the highest forecast day at the bound that decides. */
  peakDay: number;
  crossing: Crossing;
  /** Probability of a sustained breach within the horizon. */
  sustained: number;
  driver: Driver | null;
  leadDays: number;
  order_by: string | null;
  overdue: boolean;
  /** Why its paths follow autocorrelation and not past errors; null when they follow past errors. */
  fallback: string | null;
}

/** What the highest day of each posture's bound is called. */
const PEAK_NAMES: Readonly<Record<Posture, string>> = {
  conservative: "P90 peak (conservative posture)",
  expected: "median peak",
  aggressive: "P10 peak (aggressive posture)",
};

const load = (value: number): string => `${value.toFixed(1)} %`;

/** A probability in whole percent; what is not certain is never rounded to certainty. */
function share(value: number): string {
  if (value > 0 && value < 0.005) return "under 1 %";
  if (value < 1 && value >= 0.995) return "over 99 %";
  return `${Math.round(100 * value)} %`;
}

function peakClause({ peak, peakDay }: Finding, { high, posture }: Settings["risk"]): string {
  const side = peak >= high ? "at or over" : "below";
  return `${PEAK_NAMES[posture]} ${load(peak)} on ${isoDate(peakDay)}, ${side} the ${high} % threshold`;
}

function reachClause(crossing: Crossing): string {
  const within = `within ${crossing.reachedBy.length - 1} days`;
  const reaching = probabilityEver(crossing);
  return reaching === 0
    ? `no path reaches it ${within}`
    : `${share(reaching)} of paths reach it ${within}${dateClause(crossing)}`;
}

function dateClause(crossing: Crossing): string {
  const [soon, even] = [daysUntil(crossing, 0.1), daysUntil(crossing, 0.5)];
  if (soon === null) return "";
  if (even === null) return `, one in ten within ${soon}`;
  return `, half within ${even}, one in ten within ${soon}`;
}

function driverClause({ driver, level }: Finding): string {
  if (level === "ok" || driver === "already_over") return "";
  return `; ${driver === null ? "only day-to-day variation takes it there" : DRIVER_WORDS[driver]}`;
}

function orderClause({ order_by, overdue, leadDays }: Finding): string {
  if (order_by === null) return "";
  const leadTime = `(${leadDays} days lead time)`;
  return overdue
    ? ` Ordering is overdue since ${order_by} ${leadTime}.`
    : ` Order by ${order_by} ${leadTime}.`;
}

function sustainedClause({ sustained, crossing }: Finding, { sustained_days }: Settings["risk"]): string {
  if (probabilityEver(crossing) === 0) return "";
  return `, ${share(sustained)} hold it for ${sustained_days} days running`;
}

function outlook(finding: Finding, settings: Settings["risk"]): string {
  const name = METRIC_NAMES[finding.metric];
  if (finding.driver === "already_over") {
    return `${name} is at ${load(finding.current)} (median of the last ${settings.current_days} observed ` +
      `days), at or over the ${settings.high} % threshold already; ${peakClause(finding, settings)}`;
  }
  return `${name} is at ${load(finding.current)}; ${peakClause(finding, settings)}; ` +
    reachClause(finding.crossing) + sustainedClause(finding, settings) + driverClause(finding);
}

/** Why an assessed series stands where it does, in plain words and with its numbers. */
export function reason(finding: Finding, settings: Settings["risk"]): string {
  const horizon = finding.crossing.reachedBy.length - 1;
  const unanswered = BREACH_WINDOWS.filter((days) => probabilityWithin(finding.crossing, days) === null);
  const limits = unanswered.length === 0
    ? ""
    : ` The forecast ends after ${horizon} days, so nothing is said about ${unanswered.join(", ")} days.`;
  const sentence = outlook(finding, settings);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${orderClause(finding)}${limits}${
    finding.fallback === null ? "" : ` ${finding.fallback}`
  }`;
}
