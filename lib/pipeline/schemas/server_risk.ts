import { z } from "zod";
import { date, METRICS, probability, real, serverId, text, whole, word } from "./columns.ts";
import { LEVELS } from "./risk.ts";
import { snapshot } from "./snapshot.ts";

const chance = (within: string) =>
  probability(`Probability that any metric reaches the high threshold within ${within}`).nullable();
const first = (description: string) =>
  date(
    `Day on which the first of its metrics reaches the high threshold, ${description}; null: not within the horizon`,
  )
    .nullable();

export const serverRisk = snapshot({
  name: "server_risk",
  description:
    "Which servers run out first, all metrics taken together: on the same sample paths, so that metrics that rise together count once.",
  key: ["server_id"],
  columns: z.object({
    server_id: serverId(),
    metric: word(METRICS, "Most constrained metric: the first of the server's in the order of action")
      .nullable(),
    level: word(LEVELS, "Worst level among its assessed metrics"),
    metrics_assessed: whole("Metrics that could be judged", { min: 0 }),
    metrics_not_assessed: whole("Metrics that could not", { min: 0 }),
    horizon_days: whole("Days the shortest of its forecasts reaches ahead", { unit: "days", min: 1 })
      .nullable(),
    breach_80_30d: chance("30 days"),
    breach_80_60d: chance("60 days"),
    breach_80_90d: chance("90 days"),
    breach_80_180d: chance("180 days"),
    breach_80_horizon: chance("the horizon"),
    first_date_p10: first("if things go badly: 1 path in 10 is sooner"),
    first_date_p50: first("as likely sooner as later"),
    first_date_p90: first("if things go well"),
    priority_score: real(
      "Criticality weight × probability that any metric reaches the threshold × how soon",
      {
        min: 0,
      },
    ).nullable(),
    priority: whole("1 is first; every assessed server has its place").nullable(),
    reason: text("Why, in the words of its most constrained metric"),
  }),
});
