import type { Answer } from "../../pipeline/schemas/answers.ts";
import { atRiskFigure, standing } from "../at_risk.ts";
import type { Facts } from "../facts.ts";
import { say } from "../sentence.ts";

/** What if load, servers, prices or thresholds change? Said as long as nothing is changed. */
export function whatIf({ summary }: Facts): Answer {
  if (summary.horizon_days === null) {
    return { sentence: say`Nothing can be worked out: risk could assess no series.`, figures: [] };
  }
  return {
    sentence: say`As things are, ${standing(summary, "no")}. Add a step to see what would change.`,
    figures: [atRiskFigure(summary)],
  };
}
