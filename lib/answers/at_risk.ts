/** The figures on servers at risk that several pages state. */
import type { Figure, Part } from "../pipeline/schemas/answers.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import { inDays, number, percent, plural } from "../wording/format.ts";
import { count, figure } from "./sentence.ts";

/** Window over which pages say how many servers to expect. */
export const WINDOW_DAYS = 90;

type Window = Summary["at_risk"][number] & {
  expected_servers: number;
  low_servers: number;
  high_servers: number;
};

/** Servers that stand at the high threshold today, or whose forecast itself reaches it. */
export function serversAtRisk({ levels }: Summary): number {
  return levels.servers.very_high + levels.servers.high;
}

/** How many they are. @param none  how the sentence says none where it stands */
export function atRisk(summary: Summary, none?: string): Part {
  return someOf("servers_at_risk", serversAtRisk(summary), "server", { none });
}

/** A number of things, none of them in words. @param none  how a sentence says so where it stands */
export function someOf(
  name: string,
  value: number,
  noun: string,
  { nouns = `${noun}s`, none = "no" }: { nouns?: string; none?: string | undefined } = {},
): Part {
  return value === 0 ? figure(name, value, nouns, `${none} ${noun}`) : count(name, value, noun, nouns);
}

/**
 * How the first in line gets to the high threshold. On watch its forecast itself stays below: only a bad day may
 * take it there, with or without even odds.
 */
export function reaches({ days_to_80_p50: days, level }: Summary["actions"][number], high: number): string {
  if (days === null) return `may reach ${percent(high)}, though more likely not`;
  if (days === 0) return `is over ${percent(high)} already`;
  return level === "watch"
    ? `stays below ${
      percent(high)
    } by the forecast itself, though as likely as not it touches that on some day within
      ${plural(days, "day")}`
    : `gets to ${percent(high)} ${inDays(days)}`;
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
  return low_servers === high_servers
    ? `${number(low_servers)} in 8 cases of 10`
    : `${number(low_servers)} to ${number(high_servers)} in 8 cases of 10`;
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
    label: `At ${percent(thresholds.high)} now or by forecast`,
    value: serversAtRisk(summary),
    unit: "servers",
    text: number(serversAtRisk(summary)),
    note: `of ${plural(judged, "server")} judged; ${number(levels.servers.watch)} more to watch`,
    page: "risk",
  };
}
