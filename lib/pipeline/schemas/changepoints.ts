import { z } from "zod";
import { date, metric, probability, real, serverId } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const changepoints = snapshot({
  name: "changepoints",
  description: "Days on which the load of a server changed its level for good, seen in hindsight.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("First day of the new level"),
    shift: real("New level less old; % or Mbit/s"),
    confidence: probability(
      "Nominal probability that noise alone would show no step as large on this server",
    ),
  }),
});
