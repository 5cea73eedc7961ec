import { z } from "zod";
import { date, real, serverId, word } from "./columns.ts";
import { METRICS } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const defects = snapshot({
  name: "defects",
  description: "Every defect the generator injected, so that cleaning can be held to account.",
  key: ["server_id", "date", "kind", "metric"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day"),
    kind: word(["missing_day", "duplicate", "outlier", "out_of_range"], "What was done to the reading"),
    metric: word([...METRICS, "all"], "Which metric; all for a whole day"),
    value_before: real("Value before the defect; null for whole days").nullable(),
    value_after: real("Value after the defect; null where removed or for whole days").nullable(),
  }),
});
