/** What a server's page says first: what runs out, when, how sure that is and what to do. */
import { METRICS } from "../../pipeline/schemas/columns.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import {
  continued,
  day,
  exactPercent,
  metricName,
  number,
  percent,
  plural,
  share,
  words,
} from "../../wording/format.ts";
import type { Detail, Phrase, Rules } from "./detail.ts";

type Known = Pick<Detail, "server" | "standing" | "plan" | "metrics" | "rules" | "as_of">;

/** The answer, part by part. */
export function answerOf(known: Known): Phrase[] {
  return [...outlook(known), ...action(known.plan)];
}

const plain = (text: string): Phrase => ({ text });
const strong = (text: string): Phrase => ({ text, strong: true });
const named = (metric: unknown): string => {
  const known = METRICS.find((name) => name === metric);
  return known === undefined ? String(metric) : metricName(known);
};

function outlook({ server, standing, metrics, rules, as_of }: Known): Phrase[] {
  const name = String(server["server_id"]);
  if (standing === null || standing["level"] === "not_assessed") {
    return [strong(name), plain(` could not be judged: nothing is claimed about it. ${reasonOf(standing)} `)];
  }
  const metric = String(standing["metric"]);
  const risk = metrics[metric]?.risk ?? null;
  return risk !== null && risk["days_to_80_p50"] !== null
    ? [...running(name, metric, risk, rules, as_of), ...order(risk)]
    : staying(name, metric, standing, rules);
}

const reasonOf = (row: Row | null): string =>
  row === null ? "It has no series to judge." : String(row["reason"]);

/** A server whose most constrained metric is as likely as not to reach the threshold. */
function running(name: string, metric: string, risk: Row, rules: Rules, asOf: string): Phrase[] {
  const opening = [plain(`The ${named(metric)} of `), strong(name)];
  const peak = `. Its median forecast peaks at ${percent(amount(risk["peak_p50"]))} on ${
    day(text(risk["peak_date"]))
  }`;
  if (risk["days_to_80_p50"] === 0) {
    return [
      ...opening,
      plain(" is "),
      strong(`over ${exactPercent(rules.high)} of capacity already`),
      plain(`${peak}. `),
    ];
  }
  const chance = amount(risk["breach_80_90d"] ?? risk["breach_80_horizon"]);
  const days = risk["breach_80_90d"] === null ? amount(risk["horizon_days"]) : 90;
  return [
    ...opening,
    plain(" is as likely as not to reach "),
    strong(`${exactPercent(rules.high)} by ${dayAfter(asOf, risk["days_to_80_p50"])}`),
    plain(`${range(asOf, risk)}; the chance that it does within ${plural(days ?? 0, "day")} is `),
    strong(share(chance)),
    plain(`${peak}. `),
  ];
}

/** In 8 cases of 10 it happens between these days; one of them may lie beyond the horizon. */
function range(asOf: string, risk: Row): string {
  const [early, late] = [risk["days_to_80_p10"], risk["days_to_80_p90"]];
  if (early === null) return "";
  return late === null
    ? ` (1 case in 10 is before ${dayAfter(asOf, early)})`
    : ` (8 cases in 10: ${dayAfter(asOf, early)} to ${dayAfter(asOf, late)})`;
}

/** The day to order by keeps 9 cases of 10 below the threshold. */
function order(risk: Row): Phrase[] {
  if (risk["order_by"] === null) return [];
  const date = day(text(risk["order_by"]));
  const lead = ` (${plural(amount(risk["lead_time_days"]) ?? 0, "day")} from order to use). `;
  const overdue = risk["overdue"] === true;
  if (risk["level"] === "very_high" || risk["level"] === "high") {
    return [strong(overdue ? `Ordering is overdue since ${date}` : `Order by ${date}`), plain(lead)];
  }
  return [
    plain(`To be safe in 9 cases of 10, more ${overdue ? "had" : "has"} to be ordered by `),
    strong(date),
    plain(lead),
  ];
}

/** A server that is more likely than not to stay below the threshold. */
function staying(name: string, metric: string, standing: Row, rules: Rules): Phrase[] {
  const chance = amount(standing["breach_80_horizon"]);
  const days = plural(amount(standing["horizon_days"]) ?? 0, "day");
  return [
    strong(name),
    plain(" is more likely than not to "),
    strong(`stay below ${exactPercent(rules.high)} on every metric`),
    plain(` for ${days}. The chance that any of them gets there is `),
    strong(share(chance)),
    plain(chance === 0 ? ". " : `; nearest is its ${named(metric)}. `),
  ];
}

function action(plan: Row | null): Phrase[] {
  if (plan === null || plan["action"] === "not_assessed") return [plain("Nothing is recommended for it.")];
  if (plan["action"] === "keep") {
    return [plain("The plan "), strong("keeps it as it is"), plain(`: ${continued(String(plan["reason"]))}`)];
  }
  const saving = amount(plan["saving_expected_usd_month"]);
  const when = plan["earliest_date"] === null ? "" : `, not before ${day(text(plan["earliest_date"]))}`;
  return [
    plain("Recommended: "),
    strong(`${words(String(plan["action"]))}${target(plan)}`),
    plain(`${money(saving)}${when}.`),
  ];
}

function target(plan: Row): string {
  const [from, to] = [plan["instance_from"], plan["target"]];
  return plan["action"] === "retire" || to === null ? "" : ` from ${String(from)} to ${String(to)}`;
}

function money(saving: number | null): string {
  if (saving === null || Math.round(saving) === 0) return "";
  return saving > 0
    ? `, which saves USD ${number(saving)} a month`
    : `, for USD ${number(-saving)} a month more`;
}

const amount = (value: Row[string] | undefined): number | null => typeof value === "number" ? value : null;
const text = (value: Row[string] | undefined): string | null => typeof value === "string" ? value : null;

function dayAfter(asOf: string, days: Row[string] | undefined): string {
  const date = new Date(asOf);
  date.setUTCDate(date.getUTCDate() + (amount(days) ?? 0));
  return day(date);
}
