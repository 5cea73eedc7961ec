import { z } from "zod";
import { date, metric, real, serverId, text, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const effects = snapshot({
  name: "effects",
  description:
    "Growth, week, year, holidays and quarter end of each series, from its own history up to each day forecasts are made from.",
  key: ["server_id", "metric", "known_at", "form", "effect"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    known_at: date("Last day the estimate has seen"),
    form: word(
      ["additive", "multiplicative"],
      "Whether effects add up, as shares of the mean, or multiply, in logs",
    ),
    effect: text(
      "slope (a year), season_n (week), year_sin_n and year_cos_n, or a regressor of the calendar",
    ),
    estimate: real("Size of the effect, not held back; a share or a log"),
    standard_error: real("Its standard error", { min: 0 }),
  }),
});
