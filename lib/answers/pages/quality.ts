import type { Answer } from "../../pipeline/schemas/answers.ts";
import { number, percent, plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { figure, say } from "../sentence.ts";

/** How far can the data be trusted? */
export function quality({ summary: { telemetry } }: Facts): Answer {
  const { assessed, warn, not_assessed, series, missing_pct } = telemetry;
  return {
    sentence: say`${figure("series_good", assessed, "series", assessed === 0 ? "None" : number(assessed))} of
      ${plural(series, "series", "series")} ${assessed < 2 ? "is" : "are"} good, ${some(warn)}
      ${warn < 2 ? "carries" : "carry"} a warning and ${
      figure("series_not_assessed", not_assessed, "series", some(not_assessed))
    } ${not_assessed === 0 ? "is left unjudged" : "cannot be judged"}.
      ${
      missing_pct === null
        ? ""
        : say`${
          figure("missing_pct", missing_pct, "%", percent(missing_pct, 1))
        } of the expected days have no valid value.`
    } What cannot be judged gets no level and no recommendation, only its reason.`,
    figures: [],
  };
}

const some = (count: number): string => count === 0 ? "none" : number(count);
