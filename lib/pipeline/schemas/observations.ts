import { z } from "zod";
import { date, metric, real, serverId, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const observations = snapshot({
  name: "observations",
  description: "The clean series the models learn from; null where a gap was too long to fill.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("Day"),
    value: real("Clean value; % or Mbit/s", { min: 0 }).nullable(),
    flag: word(["observed", "imputed", "capped", "missing"], "How the value came about"),
  }),
});
