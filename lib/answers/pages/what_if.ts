import type { Answer } from "../../pipeline/schemas/answers.ts";
import { number, percent, plural } from "../../wording/format.ts";
import { atRisk, atRiskFigure, serversAtRisk } from "../at_risk.ts";
import type { Facts } from "../facts.ts";
import { say } from "../sentence.ts";

/** What if load, servers, prices or thresholds change? Said as long as nothing is changed. */
export function whatIf({ summary }: Facts): Answer {
  const { fleet, thresholds, horizon_days } = summary;
  if (horizon_days === null) {
    return { sentence: say`Nothing can be worked out: risk could assess no series.`, figures: [] };
  }
  const one = serversAtRisk(summary) < 2;
  return {
    sentence: say`As things are, ${atRisk(summary)} of ${number(fleet.servers)}
      ${one ? "is" : "are"} forecast to reach ${percent(thresholds.high)} within ${
      plural(horizon_days, "day")
    } or
      ${one ? "is" : "are"} there already. Add a step to see what would change.`,
    figures: [atRiskFigure(summary)],
  };
}
