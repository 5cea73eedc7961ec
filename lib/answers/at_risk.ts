/** The figures on servers at risk that several pages state. */
import type { Figure, Part } from "../pipeline/schemas/answers.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import { exactPercent, inDays, number, plural, share } from "../wording/format.ts";
import { count, figure, say } from "./sentence.ts";

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

/** That no server could be judged, as a sentence's beginning. */
export function unjudged(servers: number): string {
  return servers === 1
    ? "The one server could not be judged"
    : `None of the ${plural(servers, "server")} could be judged`;
}

/** Who stands where, as a sentence's beginning: "No server of 12 is", "The one server is neither". */
export function standing(summary: Summary, none = "No"): Part[] {
  const { fleet, thresholds, horizon_days } = summary;
  const serious = serversAtRisk(summary);
  const high = `at ${exactPercent(thresholds.high)} of some capacity`;
  const within = `forecast to reach it within ${plural(horizon_days!, "day")}`;
  if (fleet.servers > 1) {
    return say`${atRisk(summary, none)} of ${number(fleet.servers)} ${serious < 2 ? "is" : "are"} ${high} or
      ${within}`;
  }
  const one = `${none === "No" ? "The" : "the"} one server`;
  return serious === 0
    ? say`${figure("servers_at_risk", 0, "servers", one)} is neither ${high} nor ${within}`
    : say`${figure("servers_at_risk", 1, "servers", one)} is ${high} or ${within}`;
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
  if (days === null) return `may reach ${exactPercent(high)}, though more likely not`;
  if (days === 0) return `is over ${exactPercent(high)} already`;
  return level === "watch"
    ? `stays below ${
      exactPercent(high)
    } by the forecast itself, though as likely as not it touches that on some day within
      ${plural(days, "day")}`
    : `gets to ${exactPercent(high)} ${inDays(days)}`;
}

/** How many servers are to be expected over the high threshold; undefined when no forecast reaches that far. */
export function expected({ at_risk }: Summary): Window | undefined {
  const found = at_risk.find(({ within_days }) => within_days === WINDOW_DAYS);
  return found === undefined || found.expected_servers === null ? undefined : found as Window;
}

/** How many of the fleet, as a sentence's beginning. Of one server the number expected is its probability. */
export function expectedOf({ expected_servers: servers }: Window, all: number): Part[] {
  const part = (text: string) => figure(`servers_expected_${WINDOW_DAYS}d`, servers, "servers", text);
  if (all === 1) return say`With a probability of ${share(servers)} ${part("the one server")}`;
  return Math.round(servers) === 0
    ? say`${part(servers === 0 ? "No server" : "Hardly any server")} of ${number(all)}`
    : say`About ${part(plural(Math.round(servers), "server"))} of ${number(all)}`;
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
    label: `At ${exactPercent(thresholds.high)} now or by forecast`,
    value: serversAtRisk(summary),
    unit: "servers",
    text: number(serversAtRisk(summary)),
    note: `of ${plural(judged, "server")} judged; ${number(levels.servers.watch)} more to watch`,
    page: "risk",
  };
}
