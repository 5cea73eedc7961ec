/** The figures on servers at risk that several pages state. */
import type { Figure, Part } from "../pipeline/schemas/answers.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import { number, percent, plural } from "../wording/format.ts";
import { count, figure } from "./sentence.ts";

/** Window over which pages say how many servers to expect. */
export const WINDOW_DAYS = 90;

type Window = Summary["at_risk"][number] & {
  expected_servers: number;
  low_servers: number;
  high_servers: number;
};

/** Servers whose forecast itself reaches the high threshold. */
export function serversAtRisk({ levels }: Summary): number {
  return levels.servers.very_high + levels.servers.high;
}

export function atRisk(summary: Summary): Part {
  return count("servers_at_risk", serversAtRisk(summary), "server");
}

/** How many servers are to be expected over the high threshold; undefined when no forecast reaches that far. */
export function expected({ at_risk }: Summary): Window | undefined {
  const found = at_risk.find(({ within_days }) => within_days === WINDOW_DAYS);
  return found === undefined || found.expected_servers === null ? undefined : found as Window;
}

export function expectedPart({ expected_servers }: Window): Part {
  const text = plural(Math.round(expected_servers), "server");
  return figure(`servers_expected_${WINDOW_DAYS}d`, expected_servers, "servers", text);
}

/** The range that held in 8 of 10 sample paths. */
export function range({ low_servers, high_servers }: Window): string {
  return `${number(low_servers)} to ${number(high_servers)} in 8 cases of 10`;
}

export function expectedFigure(window: Window): Figure {
  return {
    name: `servers_expected_${WINDOW_DAYS}d`,
    label: `Expected within ${plural(WINDOW_DAYS, "day")}`,
    value: window.expected_servers,
    unit: "servers",
    text: number(Math.round(window.expected_servers)),
    note: `servers on at least one day; ${range(window)}`,
    page: "risk",
  };
}

export function atRiskFigure(summary: Summary): Figure {
  const { fleet, levels, thresholds } = summary;
  const judged = fleet.servers - levels.servers.not_assessed;
  return {
    name: "servers_at_risk",
    label: `Forecast at ${percent(thresholds.high)} or more`,
    value: serversAtRisk(summary),
    unit: "servers",
    text: number(serversAtRisk(summary)),
    note: `of ${plural(judged, "server")} judged; ${number(levels.servers.watch)} more to watch`,
    page: "risk",
  };
}
