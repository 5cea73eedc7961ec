/** Charts of what weekdays, quarter ends and holidays do to the load. */
import { chart } from "../chart.js";
import { capital, gain, metricName } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import type { Columns } from "../table.js";
import { kindEnds, kindName, kindRoom, kindScale, kindsOf } from "./fleet.js";

export interface EffectRow extends Row {
  archetype: string;
  metric: string;
  effect: string;
  day: number;
  change: number;
  lo_95: number | null;
  hi_95: number | null;
  servers: number;
  server_days: number;
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Pixels between kinds on the same day. */
const APART = 7;

const HOW_SURE =
  "The upright lines are 95 % intervals: how far the mean could lie elsewhere had other servers of the kind been measured.";

const written = (value: unknown) => gain(value as number | null, 1);

/** An effect with its interval: "+29 % (95 % interval +26 % to +32 %)". */
function sized({ change, lo_95, hi_95 }: EffectRow): string {
  return lo_95 === null ? gain(change) : `${gain(change)} (95 % interval ${gain(lo_95)} to ${gain(hi_95)})`;
}

const strongestOf = <T extends EffectRow>(rows: readonly T[]): T =>
  rows.reduce((a, b) => Math.abs(b.change) > Math.abs(a.change) ? b : a);

const figures: Columns = [
  { name: "change", label: "Change", format: written },
  { name: "lo_95", label: "From", help: "Lower bound of the 95 % interval", format: written },
  { name: "hi_95", label: "To", help: "Upper bound of the 95 % interval", format: written },
  { name: "servers", label: "Servers" },
  { name: "server_days", label: "Server-days" },
];

const axis = { label: null, grid: true, nice: true, tickFormat: (value: number) => gain(value) };

/** What the week does to the load. */
export function weekShape(effects: readonly EffectRow[], metric: string, window: string): HTMLElement {
  const week = effects.filter((row) => row.effect === "weekday").map((row) => ({
    ...row,
    weekday: DAYS[row.day - 1]!,
  }));
  const kinds = kindsOf(week);
  const strongest = strongestOf(week);
  return chart({
    title: `The strongest weekday effect: ${
      kindName(strongest.archetype)
    } servers on ${strongest.weekday}s, ${sized(strongest)}`,
    takeaway: `Each line is one kind of server; zero is its mean over ordinary weeks. ${HOW_SURE}`,
    unit: `change of ${metricName(metric)} against the ordinary mean`,
    source: "calendar_effects",
    window,
    plot: (width) => ({
      height: 280,
      marginRight: kindRoom(kinds) + APART * kinds.length / 2,
      x: {
        type: "point",
        domain: DAYS,
        label: null,
        padding: 0.3,
        tickFormat: (day: string) => width < 600 ? day.slice(0, 3) : day,
      },
      y: axis,
      color: kindScale(kinds),
      marks: [
        Plot.ruleY([0], { stroke: "var(--ink-actual)" }),
        ...kinds.flatMap((kind, index) => {
          const own = week.filter(({ archetype }) => archetype === kind);
          const dx = APART * (index - (kinds.length - 1) / 2);
          return [
            Plot.lineY(own, { x: "weekday", y: "change", stroke: "archetype", strokeWidth: 1.2, dx }),
            Plot.ruleX(own, {
              x: "weekday",
              y1: "lo_95",
              y2: "hi_95",
              stroke: "archetype",
              strokeWidth: 2,
              dx,
            }),
            Plot.dot(own, { x: "weekday", y: "change", fill: "archetype", r: 3, dx }),
          ];
        }),
        kindEnds(week, kinds, { x: "weekday", y: "change", dx: 8 + APART * kinds.length / 2 }),
      ],
    }),
    table: {
      rows: week,
      columns: [{ name: "archetype", label: "Archetype" }, { name: "weekday", label: "Weekday" }, ...figures],
    },
  });
}

const SPECIAL = { quarter_end: "quarter end", holiday: "bank holiday" } as const;
const COLORS = ["var(--series-2)", "var(--series-1)"];

/** What quarter ends and holidays do to the load. */
export function specialDays(effects: readonly EffectRow[], metric: string, window: string): HTMLElement {
  const special = effects.filter((row) => row.effect in SPECIAL).map((row) => ({
    ...row,
    kind: kindName(row.archetype),
    days: SPECIAL[row.effect as keyof typeof SPECIAL],
  }));
  const strongest = strongestOf(special);
  const kinds = Object.values(SPECIAL);
  return chart({
    title: `${capital(strongest.days)}s move ${strongest.kind} servers most: ${sized(strongest)}`,
    takeaway: `Each mark compares special working days with ordinary ones of the weeks around them. ${
      HOW_SURE.replace("upright lines", "bars across the marks")
    }`,
    unit: `change of ${metricName(metric)} against ordinary working days`,
    source: "calendar_effects",
    window,
    legend: kinds.map((label, index) => ({
      label,
      color: COLORS[index]!,
      mark: index === 0 ? "dot" : "ring",
    })),
    plot: (width) => ({
      height: 60 + 36 * new Set(special.map((row) => row.kind)).size,
      marginLeft: 90,
      marginRight: 28,
      x: { ...axis, ticks: width < 480 ? 4 : 10 },
      y: { label: null, padding: 0.4 },
      color: { domain: kinds, range: COLORS },
      marks: [
        Plot.ruleX([0], { stroke: "var(--ink-actual)" }),
        Plot.link(special, { x1: 0, x2: "change", y1: "kind", y2: "kind", stroke: "days", strokeWidth: 1.2 }),
        Plot.ruleY(special, {
          x1: "lo_95",
          x2: "hi_95",
          y: "kind",
          stroke: "days",
          strokeWidth: 9,
          strokeOpacity: 0.35,
        }),
        Plot.dot(special.filter((row) => row.effect === "quarter_end"), {
          x: "change",
          y: "kind",
          fill: "days",
          r: 4,
        }),
        Plot.dot(special.filter((row) => row.effect === "holiday"), {
          x: "change",
          y: "kind",
          stroke: "days",
          fill: "var(--theme-background)",
          strokeWidth: 2,
          r: 3.5,
        }),
      ],
    }),
    table: {
      rows: special,
      columns: [{ name: "kind", label: "Archetype" }, { name: "days", label: "Days" }, ...figures],
    },
  });
}
