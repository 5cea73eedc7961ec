/** Totals of groups of servers: what they used, what they will need, how sure that is. */
import { chart } from "../chart.js";
import { capital, day, NONE, number, quantity, share, words } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import type { Columns } from "../table.js";
import type { Threshold } from "./forecast.js";
import {
  type GroupFinding,
  groupFindingLegend,
  groupFindingMarks,
  groupFindingRows,
} from "./group_findings.js";

/** One day of a total; observed on past days, mean and intervals on days to come. */
export interface TotalDay extends Row {
  date: Date;
  observed: number | null;
  mean: number | null;
  lo_80: number | null;
  hi_80: number | null;
  lo_95: number | null;
  hi_95: number | null;
}

/** What one group will need at most. */
export interface GroupPeak extends Row {
  scope: string;
  scope_value: string;
  servers: number;
  servers_left_out: number;
  capacity: number | null;
  used: number | null;
  peak: number;
  peak_date: Date;
  peak_hi_95: number | null;
}

/** How often a kind of interval held. */
export interface Held extends Row {
  method: string;
  coverage_80: number;
  coverage_95: number;
  width_80: number;
}

const RESOURCES: Readonly<Record<string, { name: string; unit: string }>> = {
  vcpu: { name: "CPU", unit: "vCPU" },
  memory_gib: { name: "memory", unit: "GiB" },
  disk_gib: { name: "disk", unit: "GiB" },
  net_in_mbps: { name: "network in", unit: "Mbit/s" },
  net_out_mbps: { name: "network out", unit: "Mbit/s" },
};

export const resourceName = (resource: string): string => RESOURCES[resource]?.name ?? resource;
export const resourceUnit = (resource: string): string => RESOURCES[resource]?.unit ?? resource;

/** Resources in the order they are shown. */
export function inResourceOrder(resources: Iterable<string>): string[] {
  const order = Object.keys(RESOURCES);
  return [...new Set(resources)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** A group in words: "the whole fleet", "business unit Retail". */
export function groupName(scope: string, value: string): string {
  return scope === "fleet" ? "the whole fleet" : `${words(scope)} ${value}`;
}

const LEGEND: readonly LegendItem[] = [
  { label: "observed", color: "var(--ink-actual)", mark: "line" },
  { label: "expected", color: "var(--ink-forecast)", mark: "line" },
];
const BANDS: LegendItem = { label: "80 % and 95 % intervals", color: "var(--ink-forecast)", mark: "band" };

const COLUMNS = {
  mean: "Expected",
  lo_80: "80 % from",
  hi_80: "to",
  lo_95: "95 % from",
  hi_95: "to",
} as const;

/** What a total's chart shows beside its peak. */
export interface TotalHistory {
  days: readonly TotalDay[];
  thresholds: readonly Threshold[];
  /** What stood out among its servers. */
  findings: readonly GroupFinding[];
}

/** History and forecast of one group's total, beside what its servers have and what stood out among them. */
export function totalChart(
  peak: GroupPeak,
  resource: string,
  { days, thresholds, findings }: TotalHistory,
): HTMLElement {
  const unit = resourceUnit(resource);
  const future = days.filter((row) => row.mean !== null);
  const sure = future.some((row) => row.lo_80 !== null);
  const most = quantity(peak.peak, unit, decimals(peak.peak));
  const whole = `${capital(groupName(peak.scope, peak.scope_value))} is expected to need ${
    resource === "vcpu" ? most : `${most} of ${resourceName(resource)}`
  } on ${day(peak.peak_date)}, its busiest day`;
  const held = peak.capacity === null ? "" : `: ${share(peak.peak / peak.capacity)} of what its servers have`;
  return chart({
    title: whole + held,
    takeaway: sure
      ? "To the left of the upright line is what was observed, to the right what is expected. Four in five days should fall within the dark band, nineteen in twenty within the light one."
      : "To the left of the upright line is what was observed, to the right what is expected. Too few past totals are known to say how sure that is.",
    unit: `sum of the servers' daily 95th percentiles of ${resourceName(resource)}, ${unit}`,
    source: "totals",
    window: `${day(days[0]?.date)} to ${day(days.at(-1)?.date)}`,
    legend: [...LEGEND, ...(sure ? [BANDS] : []), ...groupFindingLegend(findings)],
    plot: (width) => ({
      height: width < 480 ? 260 : 320,
      marginTop: 30,
      marginLeft: 52,
      x: { type: "utc", label: null },
      y: { label: unit, grid: true, nice: true, zero: true },
      marks: [
        ...marks(days, future),
        ...groupFindingMarks(findings),
        ...thresholdMarks(near(thresholds, days)),
      ],
    }),
    table: {
      rows: [...future, ...groupFindingRows(findings)],
      columns: [
        { name: "date", label: "Day" },
        ...Object.entries(COLUMNS).map(([name, label]) => ({
          name,
          label,
          format: (value: unknown) => number(value as number | null, decimals(peak.peak)),
        })),
        { name: "finding", label: "What stood out among its servers", detail: true },
      ],
    },
  });
}

/** Thresholds far above the load would flatten it. */
function near(thresholds: readonly Threshold[], days: readonly TotalDay[]): Threshold[] {
  const most = Math.max(...days.map((row) => row.observed ?? row.hi_95 ?? row.mean ?? 0));
  return thresholds.filter(({ value }) => value < 2 * most);
}

const thresholdMarks = (thresholds: readonly Threshold[]): Plot.Markish[] => [
  Plot.ruleY(thresholds, { y: "value", stroke: "var(--level-high)", strokeDasharray: "5 3" }),
  Plot.text(thresholds, {
    y: "value",
    text: "label",
    frameAnchor: "left",
    textAnchor: "start",
    dx: 6,
    dy: -9,
    fill: "var(--theme-foreground-muted)",
    stroke: "var(--theme-background)",
    strokeWidth: 4,
  }),
];

/** Small totals need a decimal that large ones do not. */
const decimals = (value: number): number => value < 100 ? 1 : 0;

function marks(days: readonly TotalDay[], future: readonly TotalDay[]): Plot.Markish[] {
  const band = (low: string, high: string, opacity: number) =>
    Plot.areaY(future, { x: "date", y1: low, y2: high, fill: "var(--ink-forecast)", fillOpacity: opacity });
  const begin = future[0]?.date;
  const past = days.filter((row) => row.mean === null);
  return [
    band("lo_95", "hi_95", 0.13),
    band("lo_80", "hi_80", 0.22),
    Plot.lineY(past, { x: "date", y: "observed", stroke: "var(--ink-actual)", strokeWidth: 1 }),
    Plot.lineY(future, { x: "date", y: "mean", stroke: "var(--ink-forecast)", strokeWidth: 1.6 }),
    ...(begin === undefined ? [] : [Plot.ruleX([begin], { stroke: "var(--ink-actual)", strokeWidth: 1 })]),
    Plot.ruleY([0]),
    Plot.tip(
      future,
      Plot.pointerX({
        x: "date",
        y: "mean",
        title: (row: TotalDay) =>
          `${day(row.date)}\nexpected ${number(row.mean, 1)}\n80 %: ${number(row.lo_80, 1)} to ${
            number(row.hi_80, 1)
          }\n95 %: ${number(row.lo_95, 1)} to ${number(row.hi_95, 1)}`,
      }),
    ),
  ];
}

/** Columns of the table of groups; servers left out only where there are any. */
export function peakColumns(resource: string, groups: readonly GroupPeak[]): Columns {
  const leftOut = {
    name: "servers_left_out",
    label: "Left out",
    help: "Without a forecast, or of unknown size",
  };
  const unit = resourceUnit(resource);
  const amount = (value: unknown) => {
    const known = value as number | null;
    return number(known, decimals(known ?? 0));
  };
  return [
    {
      name: "scope",
      label: "Group",
      format: (value, row) => capital(groupName(String(value), String(row["scope_value"]))),
    },
    { name: "servers", label: "Servers" },
    ...(groups.some((group) => group.servers_left_out > 0) ? [leftOut] : []),
    { name: "used", label: `Now, ${unit}`, help: "Mean of the last four weeks", format: amount },
    { name: "peak", label: "Highest expected", format: amount },
    { name: "peak_date", label: "On", format: (value) => day(value as Date) },
    { name: "peak_hi_95", label: "Upper 95 %", help: "Of that day", format: amount },
    {
      name: "filled",
      label: "Of capacity",
      help: "Highest expected, as a share of what the servers have",
      format: (value) => value === null ? NONE : share(value as number),
    },
  ];
}

/** How the intervals of totals did on cutoffs they were not calibrated on, beside the two simple ways. */
export function heldSentence(rows: readonly Held[], scope: string): string {
  const by = (method: string) => rows.find((row) => row.method === method);
  const [joint, summed, independent] = [by("joint"), by("summed"), by("independent")];
  if (joint === undefined || summed === undefined || independent === undefined) {
    return "How often intervals of such totals hold is not known: too few past totals have an outcome.";
  }
  const kind = scope === "fleet" ? "the fleet's total" : `totals by ${words(scope)}`;
  return `On cutoffs they were not calibrated on, the 80 % and 95 % intervals of ${kind} held ${
    share(joint.coverage_80, 1)
  } and ${share(joint.coverage_95, 1)} of the time. Adding up the servers' own bounds would have been ${
    number(summed.width_80 / joint.width_80, 1)
  } times as wide and held ${share(summed.coverage_80, 1)} and ${
    share(summed.coverage_95, 1)
  }; taking the servers' errors as independent would have held ${share(independent.coverage_80, 1)} and ${
    share(independent.coverage_95, 1)
  }.`;
}
