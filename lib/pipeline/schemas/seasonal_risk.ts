import { z } from "zod";
import { date, metric, probability, real, serverId, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const load = (description: string) => real(description, { unit: "% of capacity", min: 0 });

export const seasonalRisk = snapshot({
  name: "seasonal_risk",
  description:
    "What the coming quarter ends and holidays do to each series, beside the same weekdays just before them.",
  key: ["server_id", "metric", "season", "first_date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    season: word(["quarter_end", "holiday"], "Which kind of window"),
    first_date: date("Its first day within the horizon"),
    last_date: date("Its last day within the horizon"),
    days: whole("Days in it", { min: 1 }),
    peak_p50: load("Highest daily median in it"),
    peak_p90: load("Highest daily P90 in it"),
    breach_80: probability("Probability of reaching the high threshold in it"),
    before_peak_p50: load(
      "Highest daily median on the same weekdays before it; after it where too few days come before",
    ),
    before_breach_80: probability("Probability of reaching the high threshold on those days"),
  }),
});
