import { z } from "zod";
import { date, metric, real, serverId, text } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const choices = snapshot({
  name: "choices",
  description:
    "Which model would have been chosen on each day a forecast was or is made, knowing only what was known then.",
  key: ["server_id", "metric", "known_at"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    known_at: date("Only outcomes up to this day count"),
    model: text("The model chosen; none when the series is not assessed"),
    reason: text("Why, in words"),
    runner_up: text("The next best").nullable(),
    mae: real("Its mean absolute error over the cutoffs", { min: 0 }).nullable(),
    runner_up_mae: real("The runner-up's", { min: 0 }).nullable(),
  }),
});
