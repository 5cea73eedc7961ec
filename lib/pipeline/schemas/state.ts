import { z } from "zod";
import { date, METRICS, serverId, text, word } from "./columns.ts";
import { LEVELS } from "./risk.ts";
import { document } from "./snapshot.ts";

const server = z.strictObject({
  level: word(LEVELS, "Worst level among its assessed metrics"),
  metric: word(METRICS, "Its most constrained metric").nullable(),
  date: date("Day on which it reaches the high threshold, as likely sooner as later").nullable(),
});

export const state = document({
  name: "state",
  description:
    "What a later build is compared with: levels and dates of servers, models of series, settings.",
  shape: z.strictObject({
    as_of: date("Last day observed"),
    servers: z.record(serverId(), server),
    models: z.record(text("Server and metric"), text("Model")).meta({ description: "Model of each series" }),
    settings: z.record(text("Path of a setting"), text("Its value as JSON")),
  }),
});

export type State = z.infer<typeof state.shape>;
