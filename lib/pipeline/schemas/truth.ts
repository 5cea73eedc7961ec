import { z } from "zod";
import { date, metric, serverId, single } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const truth = snapshot({
  name: "truth",
  description:
    "The generator's noiseless load, history and horizon alike (synthetic fleets only): what the oracle says.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    date: date("Day"),
    expected: single("Expected value before noise and defects; % or Mbit/s", { min: 0 }),
  }),
});
