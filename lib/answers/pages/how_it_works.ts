import type { Answer } from "../../pipeline/schemas/answers.ts";
import { exactPercent, number, plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { count, say } from "../sentence.ts";

/** How do the numbers come about? */
export function howItWorks({ summary: { telemetry, horizon_days }, settings, documented }: Facts): Answer {
  const { paths, high } = settings.risk;
  const ahead = horizon_days === null
    ? "No series of this fleet could be forecast"
    : `Up to ${number(paths)} sample paths per series turn the forecasts of the next ${
      plural(horizon_days, "day")
    } into probabilities and dates of reaching ${exactPercent(high)}, and these into an order of action`;
  return {
    sentence: say`Daily values of ${
      plural(telemetry.series, "series", "series")
    } are cleaned with what was known on each
      day; models, naive ones included, compete on past cutoffs and the best per series forecasts it. ${ahead}. ${
      count("snapshots", documented.snapshots, "snapshot")
    } hold every step.`,
    figures: [],
  };
}
