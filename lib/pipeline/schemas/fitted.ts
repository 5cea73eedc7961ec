import { z } from "zod";
import { date, metric, serverId, text } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const fitted = snapshot({
  name: "fitted",
  description:
    "The selected model of each series, fitted to all of its history: what forecasts are made from.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    model: text("The selected model"),
    fitted_to: date("Last day it has seen"),
    state: text("The fit as JSON; null for a model of all series, whose trees stand in global_models"),
  }),
});
