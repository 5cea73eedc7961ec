import type { Answer } from "../../pipeline/schemas/answers.ts";
import { metricName, number, percent, plural } from "../../wording/format.ts";
import {
  atRisk,
  atRiskFigure,
  expected,
  expectedFigure,
  expectedPart,
  range,
  reaches,
  serversAtRisk,
  WINDOW_DAYS,
} from "../at_risk.ts";
import type { Facts } from "../facts.ts";
import { say, server } from "../sentence.ts";

/** Which servers run out of capacity, of what, and when? */
export function risk({ summary }: Facts): Answer {
  const { fleet, levels, thresholds, horizon_days, actions } = summary;
  const { not_assessed: refused, ...assessed } = levels.series;
  const series = refused + Object.values(assessed).reduce((sum, count) => sum + count, 0);
  const window = expected(summary);
  const serious = serversAtRisk(summary);
  const first = actions[0];
  const ahead = window === undefined
    ? ""
    : say`About ${expectedPart(window)} of ${number(fleet.servers)} will be at
    ${percent(thresholds.high)} of some capacity on at least one day within ${plural(WINDOW_DAYS, "day")}, ${
      range(window)
    }.`;
  const standing = horizon_days === null ? "No series could be assessed." : say`At high or very high risk
    ${serious < 2 ? "stands" : "stand"} ${atRisk(summary)}: at ${percent(thresholds.high)} today, or by the
    forecast itself within ${plural(horizon_days, "day")}.`;
  const line = first === undefined ? "" : say`First in line is ${server(first.server_id, first.metric)}
    (${metricName(first.metric)}, ${first.criticality.toLowerCase()} criticality), which
    ${reaches(first, thresholds.high)}.`;
  return {
    sentence: say`${ahead} ${standing} ${line} ${
      refused === 0
        ? ""
        : `${plural(refused, "series", "series")} of ${
          number(series)
        } could not be assessed; nothing is claimed about ${refused === 1 ? "it" : "them"}.`
    }`,
    figures: [atRiskFigure(summary), ...(window === undefined ? [] : [expectedFigure(window)])],
  };
}
