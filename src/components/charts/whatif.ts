/** The chart of the what-if page: how many servers have reached the high threshold by when. */
import { chart } from "../chart.js";
import { number, percent, plural } from "../format.js";
import * as Plot from "../plot.js";

interface Dated {
  server: number;
  days_p50: number | null;
}

interface Point {
  case: string;
  day: number;
  servers: number;
  [column: string]: string | number;
}

const BASE = "as it is";
const SCENARIO = "scenario";

/** Servers whose earliest series is as likely as not at the threshold, by day. */
function reachedBy(series: readonly Dated[], horizon: number, name: string): Point[] {
  const first = new Map<number, number>();
  for (const { server, days_p50 } of series) {
    if (days_p50 !== null) first.set(server, Math.min(first.get(server) ?? Infinity, days_p50));
  }
  const days = [...first.values()];
  return [...new Set([0, ...days, horizon])].sort((a, b) => a - b).map((day) => ({
    case: name,
    day,
    servers: days.filter((of) => of <= day).length,
  }));
}

export interface Reached {
  base: readonly Dated[];
  after: readonly Dated[];
  horizon: number;
  /** Thresholds, % of capacity. */
  high: { base: number; after: number };
  window: string;
}

/** How many servers are as likely as not at the high threshold, by day, as it is and in the scenario. */
export function reachedByDay({ base, after, horizon, high, window }: Reached): HTMLElement {
  const points = [...reachedBy(base, horizon, BASE), ...reachedBy(after, horizon, SCENARIO)];
  const last = (name: string) => points.filter((point) => point.case === name).at(-1)!.servers;
  const [before, then] = [last(BASE), last(SCENARIO)];
  const threshold = high.base === high.after ? percent(high.base) : "the high threshold";
  const colors = { [BASE]: "var(--theme-foreground-muted)", [SCENARIO]: "var(--theme-foreground-focus)" };
  return chart({
    title: `${plural(then, "server")} ${
      then === 1 ? "is" : "are"
    } as likely as not to touch ${threshold} on some day within ${number(horizon)} days${
      before === then ? ", as before" : `, instead of ${number(before)}`
    }`,
    takeaway:
      "Each line counts the servers with a metric that half of all sample paths bring to the threshold by that day, be it for one bad day; levels go by the median forecast and count fewer. The dashed line is the fleet as it is.",
    unit: "servers",
    source: "whatif",
    window,
    legend: [
      { label: SCENARIO, color: colors[SCENARIO]!, mark: "line" },
      { label: BASE, color: colors[BASE]!, mark: "dash" },
    ],
    plot: () => ({
      height: 260,
      x: { label: "days from today", domain: [0, horizon] },
      y: { label: "servers", grid: true, zero: true, nice: true },
      marks: [
        Plot.ruleY([0]),
        Plot.line(points.filter((point) => point.case === BASE), {
          x: "day",
          y: "servers",
          stroke: colors[BASE]!,
          strokeWidth: 2,
          strokeDasharray: "5 4",
          curve: "step-after",
        }),
        Plot.line(points.filter((point) => point.case === SCENARIO), {
          x: "day",
          y: "servers",
          stroke: colors[SCENARIO]!,
          strokeWidth: 2,
          curve: "step-after",
        }),
      ],
    }),
    table: { rows: points, columns: ["case", { name: "day", label: "days" }, "servers"] },
  });
}
