import { z } from "zod";
import { date, metric, serverId, single, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const trajectories = snapshot({
  name: "trajectories",
  description:
    "Which forecast errors go together over days and metrics: the donors' past errors as normal scores, the pattern that sample paths take over. Empty when too few past forecasts are known.",
  key: ["server_id", "cutoff", "metric", "horizon_days"],
  columns: z.object({
    server_id: serverId(),
    cutoff: date("Last day the forecast had seen"),
    metric: metric(),
    horizon_days: whole("Days from cutoff to the day of the error", { min: 1 }),
    score: single(
      "Normal score of the error's rank among the donors on that day; above 0 the load was above the forecast",
    ),
  }),
});
