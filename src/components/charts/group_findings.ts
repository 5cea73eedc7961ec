/** What stood out among the servers of a group: marks, legend and rows for the chart of its total. */
import { plural } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

/** One day on which servers of the group were flagged, or changed their level. */
export interface GroupFinding extends Row {
  date: Date;
  finding: "flagged" | "changed";
  servers: number;
  /** The first few by name. */
  first_servers: string;
}

const FLAGGED = {
  label: "days with servers flagged as anomalous",
  color: "var(--level-very-high)",
  mark: "dot",
} as const;
const CHANGED = { label: "servers changed their level", color: "var(--ink-actual)", mark: "dash" } as const;

const of = (findings: readonly GroupFinding[], kind: GroupFinding["finding"]): GroupFinding[] =>
  findings.filter(({ finding }) => finding === kind);

/** Names of what there is to see; none where nothing stood out. */
export const groupFindingLegend = (findings: readonly GroupFinding[]): LegendItem[] => [
  ...(of(findings, "flagged").length > 0 ? [FLAGGED] : []),
  ...(of(findings, "changed").length > 0 ? [CHANGED] : []),
];

/** Days with flags as dots along the foot, larger the more servers; changes of level as upright lines. */
export const groupFindingMarks = (findings: readonly GroupFinding[]): Plot.Markish[] => [
  Plot.ruleX(of(findings, "changed"), {
    x: "date",
    stroke: CHANGED.color,
    strokeDasharray: "5 3",
    strokeWidth: 1,
  }),
  Plot.dot(of(findings, "flagged"), {
    x: "date",
    frameAnchor: "bottom",
    dy: -5,
    r: { value: ({ servers }: GroupFinding) => Math.min(6, 1 + Math.sqrt(servers)), scale: null },
    fill: FLAGGED.color,
    fillOpacity: 0.7,
  }),
];

/** A row for each finding, in order of their days. */
export const groupFindingRows = (findings: readonly GroupFinding[]): { date: Date; finding: string }[] =>
  findings.map(({ date, finding, servers, first_servers }) => ({
    date,
    finding: `${plural(servers, "server")} ${
      finding === "flagged" ? "flagged" : "changed level"
    }: ${first_servers}${servers > first_servers.split(", ").length ? " and others" : ""}`,
  }));
