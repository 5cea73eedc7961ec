/** How far a server's figures can be trusted: its data, what stood out in them, and how its models did. */
import {
  capital,
  day,
  difference,
  inMetricOrder,
  inWords,
  list,
  metricName,
  modelName,
  number,
  percent,
  plural,
  verdictName,
} from "../format.js";
import type { Row } from "../rows.js";
import { table } from "../table.js";
import type { MetricDetail, ServerDetail } from "./detail.js";

const named = (value: unknown): string => capital(metricName(String(value)));

/** How many metrics can be judged. */
export function qualitySaid({ metrics }: ServerDetail): string {
  const verdicts = Object.values(metrics).map(({ quality }) => quality?.["verdict"]);
  const parts = VERDICTS.flatMap(([verdict, words]) => {
    const count = verdicts.filter((found) => found === verdict).length;
    return count === 0 ? [] : [`${number(count)} ${words}`];
  });
  return parts.length === 0 ? "Nothing is known of them." : `Metrics: ${list(parts)}.`;
}

const VERDICTS = [
  ["assessed", "good"],
  ["warn", "with a warning"],
  ["not_assessed", "not assessed"],
] as const;

/** Gaps, repairs and verdict of each metric. */
export function qualityTable({ metrics }: ServerDetail): HTMLElement {
  return table(
    each(metrics, ({ quality }) =>
      // Of a good series the columns say it all.
      quality === null ? [] : [quality["verdict"] === "assessed" ? { ...quality, reason: null } : quality]),
    {
      name: "quality",
      limit: 10,
      columns: [
        { name: "metric", label: "Metric", format: named },
        { name: "verdict", label: "Verdict", format: (value) => verdictName(String(value)) },
        {
          name: "days_present",
          label: "Days present",
          align: "right",
          format: (value, row) => `${number(value as number)} of ${number(row["days_expected"] as number)}`,
        },
        { name: "missing_pct", label: "Missing", format: (value) => percent(value as number, 1) },
        { name: "longest_gap", label: "Gap", help: "Longest, in days" },
        { name: "imputed", label: "Filled", help: "Days in short gaps" },
        { name: "outliers", label: "Capped", help: "Days that were outliers" },
        { name: "out_of_range", label: "Refused" },
        { name: "duplicates", label: "Duplicates" },
        { name: "reason", detail: true, format: (value) => inWords(String(value)) },
      ],
    },
  );
}

/** How many days were flagged, and how often a level changed. */
export function findingsSaid({ metrics }: ServerDetail): string {
  const sum = (of: (own: MetricDetail) => number) =>
    Object.values(metrics).reduce((total, own) => total + of(own), 0);
  return `${capital(plural(sum(({ flagged }) => flagged.length), "day"))} flagged and ${
    plural(sum(({ changes }) => changes.length), "change of level", "changes of level")
  } in the history shown, over all metrics.`;
}

/** Flagged days and changes of level of all metrics, the latest first. */
export function findingTable({ metrics }: ServerDetail): HTMLElement {
  const flagged = each(metrics, (own) => own.flagged.map((row) => ({ ...row, kind: "flagged" })));
  const changed = each(metrics, (own, metric) =>
    own.changes.map(({ date, shift }) => ({
      date,
      kind: "change of level",
      explanation: `The level moved by ${shift < 0 ? "−" : "+"}${difference(Math.abs(shift), metric)}.`,
    })));
  const latest = [...flagged, ...changed].sort((a, b) => String(b["date"]).localeCompare(String(a["date"])));
  return table(latest, {
    name: "findings",
    limit: 8,
    empty: "No day of the history shown was flagged, and no level changed.",
    columns: [
      { name: "date", label: "Day", format: (value) => day(value as string) },
      { name: "metric", label: "Metric", format: named },
      { name: "kind", label: "What" },
      { name: "explanation", detail: true, format: (value) => inWords(String(value)) },
    ],
  });
}

/** Models that learn no pattern: what a better one must beat. */
const NAIVE: readonly string[] = ["last_value", "seasonal_naive", "weekday_mean", "window_mean", "drift"];

/** The models chosen, each named once. */
export function modelsSaid({ metrics }: ServerDetail): string {
  const chosen = inMetricOrder(Object.keys(metrics)).flatMap((metric) => {
    const model = metrics[metric]!.selection?.["model"];
    return typeof model === "string" ? [modelName(model)] : [];
  });
  return chosen.length === 0 ? "None was chosen." : `${capital(list([...new Set(chosen)]))}.`;
}

/** For each metric the chosen model beside the runner-up, the naive ones and the oracle. */
export function modelTable({ metrics }: ServerDetail): HTMLElement {
  const rows = each(metrics, ({ scores, selection }) =>
    scores.flatMap((row) => {
      const role = roleOf(String(row["model"]), selection);
      return role === null ? [] : [{ ...row, role }];
    }));
  return table(rows, {
    name: "scores",
    limit: 9,
    empty: "No model has been judged on this server: it is too young, or its data are too broken.",
    columns: [
      { name: "metric", label: "Metric", format: named },
      { name: "model", label: "Model", format: (value) => modelName(String(value)) },
      { name: "role", label: "Role" },
      {
        name: "mae",
        label: "Mean error",
        align: "right",
        format: (value, row) => difference(value as number, String(row["metric"]), 2),
      },
      {
        name: "mase",
        label: "MASE",
        help: "1 is no better than repeating last week",
        format: (value) => number(value as number | null, 3),
      },
      { name: "days", label: "Days judged" },
    ],
  });
}

function roleOf(model: string, selection: Row | null): string | null {
  if (model === selection?.["model"]) return "chosen";
  if (model === selection?.["runner_up"]) return "runner-up";
  if (model === "oracle") return "knows the noiseless load";
  return NAIVE.includes(model) ? "naive" : null;
}

function each(
  metrics: Record<string, MetricDetail>,
  of: (own: MetricDetail, metric: string) => readonly Row[],
): Row[] {
  return inMetricOrder(Object.keys(metrics)).flatMap((metric) =>
    of(metrics[metric]!, metric).map((row) => ({ metric, ...row }))
  );
}
