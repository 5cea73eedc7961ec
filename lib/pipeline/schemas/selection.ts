import { z } from "zod";
import { metric, real, serverId, text } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const selection = snapshot({
  name: "selection",
  description: "Which model forecasts each series, and why.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    model: text("The model chosen"),
    reason: text("Why, in words"),
    runner_up: text("The next best").nullable(),
    mae: real("Its mean absolute error over the cutoffs", { min: 0 }).nullable(),
    runner_up_mae: real("The runner-up's", { min: 0 }).nullable(),
  }),
});
