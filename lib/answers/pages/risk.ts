import type { Answer, Part } from "../../pipeline/schemas/answers.ts";
import { exactPercent, metricName, number, plural } from "../../wording/format.ts";
import {
  atRisk,
  atRiskFigure,
  expected,
  expectedFigure,
  expectedOf,
  range,
  reaches,
  serversAtRisk,
  unjudged,
  WINDOW_DAYS,
} from "../at_risk.ts";
import type { Summary } from "../../pipeline/schemas/summary.ts";
import type { Facts } from "../facts.ts";
import { say, server } from "../sentence.ts";

/** Which servers run out of capacity, of what, and when? */
export function risk({ summary }: Facts): Answer {
  const { fleet, levels, thresholds, horizon_days, actions } = summary;
  const { not_assessed: refused, ...assessed } = levels.series;
  const series = refused + Object.values(assessed).reduce((sum, count) => sum + count, 0);
  const window = expected(summary);
  const first = actions[0];
  const ahead = window === undefined ? "" : say`${expectedOf(window, fleet.servers)} will be at
    ${exactPercent(thresholds.high)} of some capacity on at least one day within ${
    plural(WINDOW_DAYS, "day")
  }${fleet.servers === 1 ? "" : `, ${range(window)}`}.`;
  const line = first === undefined ? "" : say`First in line is ${server(first.server_id, first.metric)}
    (${metricName(first.metric)}${criticality(first.criticality)}), which ${
    reaches(first, thresholds.high)
  }.`;
  return {
    sentence: say`${ahead} ${serious(summary)} ${line} ${
      refused === 0 || horizon_days === null
        ? ""
        : `${plural(refused, "series", "series")} of ${
          number(series)
        } could not be assessed; nothing is claimed about ${refused === 1 ? "it" : "them"}.`
    }`,
    figures: [atRiskFigure(summary), ...(window === undefined ? [] : [expectedFigure(window)])],
  };
}

/** Who stands at a level that asks for something. */
function serious(summary: Summary): Part[] {
  const { fleet, thresholds, horizon_days } = summary;
  if (horizon_days === null) {
    return say`${unjudged(fleet.servers)}: nothing is claimed about ${fleet.servers === 1 ? "it" : "them"}.`;
  }
  const found = serversAtRisk(summary);
  const within = `by the forecast itself within ${plural(horizon_days, "day")}`;
  const high = exactPercent(thresholds.high);
  if (found === 0) {
    return say`${
      fleet.servers === 1 ? "It does not stand" : say`${atRisk(summary, "No")} stands`
    } at high or very
      high risk, which begins at ${high}, today or ${within}.`;
  }
  if (fleet.servers === 1) return say`It stands at high or very high risk: at ${high} today, or ${within}.`;
  return say`At high or very high risk ${found === 1 ? "stands" : "stand"} ${
    atRisk(summary)
  }: at ${high} today, or
    ${within}.`;
}

const criticality = (name: string): string => name === "unknown" ? "" : `, ${name.toLowerCase()} criticality`;
