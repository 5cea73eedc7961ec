import type { Answer } from "../../pipeline/schemas/answers.ts";
import { day, exactPercent, metricName, number, percent, plural, share } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { someOf } from "../at_risk.ts";
import { figure, say, server } from "../sentence.ts";

/** What will servers need in the coming months? */
export function forecasts({ summary, first }: Facts): Answer {
  const { levels, thresholds, horizon_days, forecasting: { selected } } = summary;
  if (horizon_days === null) {
    return { sentence: say`No forecast was made: no series could be assessed.`, figures: [] };
  }
  const { very_high, high, watch, ok } = levels.series;
  const reaching = very_high + high;
  const high_series = someOf("series_at_risk", reaching, "series", { nouns: "series", none: "No" });
  const peak = first === null || first.peak_p50 === null
    ? ""
    : say`First in line, the ${metricName(first.metric)} of
    ${server(first.server_id, first.metric)} is forecast to peak at
    ${figure("first_peak", first.peak_p50, "% of capacity", percent(first.peak_p50))} on ${
      day(first.peak_date)
    }.`;
  const held = selected === null || selected.coverage_80 === null
    ? ""
    : say`On past cutoffs the 80 % intervals held
    ${figure("coverage_80", selected.coverage_80, "share", share(selected.coverage_80, 1))} of the time.`;
  return {
    sentence: say`${high_series} of ${number(very_high + high + watch + ok)}
      ${reaching < 2 ? "is" : "are"} at ${
      exactPercent(thresholds.high)
    } of capacity or forecast to reach it within
      ${plural(horizon_days, "day")}. ${peak} ${held}`,
    figures: [],
  };
}
