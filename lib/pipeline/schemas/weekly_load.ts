import { z } from "zod";
import { date, metric, real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const load = (description: string) => real(`${description}; % or Mbit/s`, { min: 0 });

export const weeklyLoad = snapshot({
  name: "weekly_load",
  description: "How the load of each kind of server has moved, week by week: small enough for any page.",
  key: ["archetype", "metric", "week"],
  columns: z.object({
    archetype: text("What kind of work the servers do"),
    metric: metric(),
    week: date("The Monday the week begins with"),
    servers: whole("Servers with a value in the week", { min: 1 }),
    mean: load("Mean of their daily values"),
    p10: load("10th percentile of their daily values"),
    p90: load("90th percentile of their daily values"),
  }),
});
