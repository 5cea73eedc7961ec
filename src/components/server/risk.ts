/** When each metric of a server runs out, and how its place in line came about. */
import { html } from "../dom.js";
import {
  capital,
  chance,
  day,
  exactPercent,
  inMetricOrder,
  inWords,
  metricName,
  number,
  percent,
  plural,
} from "../format.js";
import { type Level, levelBadge } from "../levels.js";
import type { Cell, Row } from "../rows.js";
import { type Column, table } from "../table.js";
import type { Rules, ServerDetail } from "./detail.js";

const WINDOWS = [30, 60, 90, 180] as const;

/** A row for each metric: where it stands, when it gets there, how sure that is. */
export function riskTable({ metrics, rules }: ServerDetail): HTMLElement {
  const rows = inMetricOrder(Object.keys(metrics)).flatMap((metric): Row[] => {
    const risk = metrics[metric]!.risk;
    return risk === null ? [] : [{ metric, ...risk }];
  });
  return table(rows, {
    name: "risk",
    complete: true,
    limit: 10,
    empty: "No metric of this server was assessed.",
    columns: [...standing(), ...dates(rules), ...chances(rules), ...consequences()],
  });
}

const load = (value: Cell) => percent(value as number | null);
const probability = (value: Cell) => chance(value as number | null);
const days = (value: Cell) => value === null ? "–" : value === 0 ? "now" : number(value as number);
const date = (value: Cell) => day(value as string | null);

const standing = (): Column[] => [
  {
    name: "metric",
    label: "Metric",
    format: (metric) => html`<a href=${`#${metric}`}>${capital(metricName(String(metric)))}</a>`,
  },
  { name: "level", label: "Level", format: (level) => levelBadge(level as Level) },
  { name: "current_p95", label: "Now", help: "Median of the last observed days", format: load },
  {
    name: "peak_p50",
    label: "Peak",
    help: "Highest median forecast",
    align: "left",
    format: (value, row) => value === null ? "–" : `${load(value)} on ${date(row["peak_date"] ?? null)}`,
  },
];

const dates = ({ high }: Rules): Column[] => [{
  name: "days_to_80_p50",
  label: `Days to ${high} %`,
  help: "As likely sooner as later; in brackets what 1 path in 10 comes before and 9 in 10",
  align: "left",
  format: (value, row) => {
    const early = row["days_to_80_p10"] ?? null;
    // Fewer than 1 path in 10 gets there at all.
    if (early === null || value === 0) return days(value);
    return `${days(value)} (${days(early)} to ${days(row["days_to_80_p90"] ?? null)})`;
  },
}];

const chances = ({ high, sustained_days }: Rules): Column[] => [
  ...WINDOWS.map((window) => ({
    name: `breach_80_${window}d`,
    label: `${window} d`,
    help: `Probability of reaching ${high} % within ${window} days`,
    format: probability,
  })),
  {
    name: "sustained_80_90d",
    label: `${sustained_days} d held`,
    help: `Probability of holding ${high} % for so long within 90 days`,
    format: probability,
  },
];

const consequences = (): Column[] => [
  {
    name: "order_by",
    label: "Order by",
    format: (value, row) => `${date(value)}${row["overdue"] === true ? ", overdue" : ""}`,
  },
  { name: "reason", detail: true, format: (value) => inWords(String(value)) },
];

/** Its place among all servers. */
export function placeSaid({ standing, places }: ServerDetail): string {
  const place = standing?.["priority"];
  return typeof place === "number"
    ? `Place ${number(place)} of ${number(places)}, by weight, probability and how soon.`
    : "It has none: none of its metrics could be assessed.";
}

/** The priority formula with this server's numbers in it. */
export function placeInLine({ server, standing, places, rules }: ServerDetail): HTMLElement {
  const score = standing?.["priority_score"];
  if (typeof score !== "number") {
    return html`<p>A place takes a forecast of at least one metric.</p>` as HTMLElement;
  }
  const weight = rules.criticality_weight[server.criticality] ?? Number.NaN;
  return html`<p>${html`<strong>${number(standing?.["priority"] as number)}</strong>`} of ${
    plural(places, "server")
  }: weight ${number(weight)} (${server.criticality.toLowerCase()} criticality) × ${
    number(score / weight, 3)
  } (mean over all sample paths of ½<sup>days / ${
    number(rules.half_life_days)
  }</sup>; nothing for a path on which every metric stays below ${exactPercent(rules.high)}) = <strong>${
    number(score, 3)
  }</strong>.</p>` as HTMLElement;
}
