/** One series with its anomalous days and its changes of level. */
import { chart } from "../chart.js";
import { day, difference, inWords, metricName, number, plural, words } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface MeasuredRow extends Row {
  date: Date;
  value: number | null;
}

export interface AnomalyRow extends Row {
  date: Date;
  value: number;
  score: number;
  flagged: boolean;
  explanation: string;
}

export interface ChangeRow extends Row {
  date: Date;
  shift: number;
  confidence: number;
}

export interface AnomalyChart {
  server: string;
  metric: string;
  measured: readonly MeasuredRow[];
  anomalies: readonly AnomalyRow[];
  changes: readonly ChangeRow[];
}

/** What there is to see: names of marks that do not occur would only be looked for. */
const legendOf = ({ anomalies, changes }: AnomalyChart): LegendItem[] => [
  { label: "as measured", color: "var(--ink-actual)", mark: "line" },
  ...(anomalies.some(({ flagged }) => flagged)
    ? [{ label: "flagged", color: "var(--level-high)", mark: "dot" as const }]
    : []),
  ...(anomalies.some(({ flagged }) => !flagged)
    ? [{ label: "anomalous, beyond the budget", color: "var(--level-high)", mark: "ring" as const }]
    : []),
  ...(changes.length > 0
    ? [{ label: "change of level", color: "var(--series-1)", mark: "dash" as const }]
    : []),
];

/** Telemetry as measured, what stood out in it and where its level changed. */
export function anomalyChart(shown: AnomalyChart): HTMLElement {
  const { server, metric, measured, anomalies, changes } = shown;
  const unit = metric.startsWith("net_") ? "Mbit/s" : "% of capacity";
  const changed = changes.map(({ date, shift }) =>
    `${shift < 0 ? "−" : "+"}${difference(Math.abs(shift), metric)} on ${day(date)}`
  );
  return chart({
    title: `The ${metricName(metric)} of ${server} stood out on ${plural(anomalies.length, "day")}`,
    takeaway: `Each day is judged by the days before it alone. ${
      changed.length === 0
        ? "No change of level was found in this time."
        : `The level changed: ${changed.join(", ")}.`
    }`,
    unit: `daily 95th percentile of ${metricName(metric)}, ${unit}`,
    source: "anomalies",
    window: `${day(measured[0]?.date)} to ${day(measured.at(-1)?.date)}`,
    legend: legendOf(shown),
    plot: (width) => ({
      height: width < 480 ? 240 : 300,
      marginTop: 30,
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, nice: true, zero: true },
      marks: [
        Plot.ruleX(changes, {
          x: "date",
          stroke: "var(--series-1)",
          strokeDasharray: "5 3",
          strokeWidth: 1.5,
        }),
        Plot.lineY(measured, { x: "date", y: "value", stroke: "var(--ink-actual)", strokeWidth: 1 }),
        Plot.dot(anomalies, {
          x: "date",
          y: "value",
          r: 4,
          stroke: "var(--level-high)",
          fill: (row: AnomalyRow) => row.flagged ? "var(--level-high)" : "none",
        }),
        Plot.ruleY([0]),
        Plot.tip(
          anomalies,
          Plot.pointer({
            x: "date",
            y: "value",
            title: (row: AnomalyRow) => `${day(row.date)}\n${inWords(row.explanation)}`,
          }),
        ),
      ],
    }),
    table: {
      rows: anomalies,
      columns: [
        { name: "date", label: "Day" },
        { name: "value", label: `Value, ${unit}`, format: (value) => number(value as number, 1) },
        { name: "score", label: "Score", format: (value) => number(value as number, 2) },
        { name: "method", label: "Method", format: (value) => words(String(value)) },
        { name: "flagged", label: "Flagged" },
        { name: "explanation", detail: true, format: (value) => inWords(String(value)) },
      ],
    },
  });
}
