/** What stood out in a series: marks, legend and rows for the charts that show its history. */
import { difference, inWords } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import type { ChangeRow } from "./anomalies.js";

/** A day within the budget of flags. */
export interface FlaggedRow extends Row {
  date: Date;
  /** As measured, before outliers were capped. */
  value: number;
  explanation: string;
}

export interface Findings {
  metric: string;
  flagged: readonly FlaggedRow[];
  changes: readonly ChangeRow[];
}

const FLAGGED = {
  label: "flagged as anomalous, as measured",
  color: "var(--level-very-high)",
  mark: "dot",
} as const;
const CHANGED = { label: "change of level", color: "var(--ink-actual)", mark: "dash" } as const;

/** Names of what there is to see; none where nothing stood out. */
export const findingLegend = ({ flagged, changes }: Findings): LegendItem[] => [
  ...(flagged.length > 0 ? [FLAGGED] : []),
  ...(changes.length > 0 ? [CHANGED] : []),
];

/** Flagged days as dots, changes of level as upright lines. */
export const findingMarks = ({ flagged, changes }: Findings): Plot.Markish[] => [
  Plot.ruleX(changes, { x: "date", stroke: CHANGED.color, strokeDasharray: "5 3", strokeWidth: 1.5 }),
  Plot.dot(flagged, { x: "date", y: "value", r: 3.5, fill: FLAGGED.color }),
];

/** A row for each finding, in order of their days. */
export function findingRows({ metric, flagged, changes }: Findings): { date: Date; finding: string }[] {
  const size = (shift: number) => `${shift < 0 ? "−" : "+"}${difference(Math.abs(shift), metric)}`;
  return [
    ...flagged.map(({ date, explanation }) => ({ date, finding: `flagged: ${inWords(explanation)}` })),
    ...changes.map(({ date, shift }) => ({ date, finding: `change of level: ${size(shift)}` })),
  ].sort((a, b) => a.date.getTime() - b.date.getTime());
}
