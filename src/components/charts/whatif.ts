/** The chart of the what-if page: how many servers have reached the high threshold by when. */
import { chart } from "../chart.js";
import { exactPercent, number, plural } from "../format.js";
import * as Plot from "../plot.js";

interface Point {
  case: string;
  day: number;
  servers: number;
  [column: string]: string | number;
}

const BASE = "as it is";
const SCENARIO = "scenario";

/** Servers at the threshold by the days on which some get there. @param reached  servers by that day, from day 0 on */
function reachedBy(reached: readonly number[], name: string): Point[] {
  let servers = 0;
  return reached.flatMap((more, day) => {
    servers += more;
    return more === 0 && day > 0 && day < reached.length - 1 ? [] : [{ case: name, day, servers }];
  });
}

export interface Reached {
  /** Servers by the day on which their first series is as likely as not at the threshold, from day 0 on. */
  base: readonly number[];
  /** Null where nothing has been changed. */
  after: readonly number[] | null;
  /** Thresholds, % of capacity. */
  high: { base: number; after: number };
  window: string;
}

/** How many servers are as likely as not at the high threshold, by day, as it is and in the scenario. */
export function reachedByDay({ base, after, high, window }: Reached): HTMLElement {
  const points = [...reachedBy(base, BASE), ...(after === null ? [] : reachedBy(after, SCENARIO))];
  const horizon = base.length - 1;
  const last = (name: string) => points.filter((point) => point.case === name).at(-1)!.servers;
  const before = last(BASE);
  const then = after === null ? before : last(SCENARIO);
  const against = after === null ? "" : before === then ? ", as before" : `, instead of ${number(before)}`;
  const threshold = high.base === high.after ? exactPercent(high.base) : "the high threshold";
  const colors = { [BASE]: "var(--theme-foreground-muted)", [SCENARIO]: "var(--theme-foreground-focus)" };
  return chart({
    title: `${plural(then, "server")} ${
      then === 1 ? "is" : "are"
    } as likely as not to touch ${threshold} on some day within ${number(horizon)} days${against}`,
    takeaway:
      "Each line counts the servers with a metric that half of all sample paths bring to the threshold by that day, be it for one bad day; levels go by the median forecast and count fewer. The dashed line is the fleet as it is.",
    unit: "servers",
    source: "whatif",
    window,
    legend: [
      ...(after === null ? [] : [{ label: SCENARIO, color: colors[SCENARIO]!, mark: "line" as const }]),
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
