import { z } from "zod";
import { date, metric, real, serverId } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const reserved = snapshot({
  name: "reserved",
  description:
    "What all committed scenarios together make of each day's forecast: load × factor + added. Only series they name.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("Day"),
    factor: real("What the forecast is multiplied by", { min: 0 }),
    added: real("What is added after that; % or Mbit/s", { min: 0 }),
  }),
});
