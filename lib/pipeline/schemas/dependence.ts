import { z } from "zod";
import { metric, real, serverId, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const dependence = snapshot({
  name: "dependence",
  description:
    "How long a forecast error lasts: what turns daily quantiles into paths where too few past forecasts are known to take them from, see trajectories.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    residual_days: whole("Backtest days behind the estimate", { min: 0 }),
    autocorrelation: real("Correlation of the selected model's error with the day before", {
      min: -1,
      max: 1,
    }),
  }),
});
