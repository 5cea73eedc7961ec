import { z } from "zod";
import { date, real, serverId, whole } from "headroom:lib/pipeline/schemas/columns.ts";
import { document, snapshot } from "headroom:lib/pipeline/schemas/snapshot.ts";

export const servers = snapshot({
  name: "servers",
  description: "A few servers",
  key: ["server_id"],
  columns: z.object({ server_id: serverId(), size: whole("Size", { min: 1, max: 1000 }) }),
});
export const readings = snapshot({
  name: "readings",
  description: "Loads",
  key: ["server_id", "date"],
  columns: z.object({ server_id: serverId(), date: date("Day"), load: real("Load", { min: 0 }) }),
});
export const totals = snapshot({
  name: "totals",
  description: "Days over the threshold, per server",
  key: ["server_id"],
  columns: z.object({ server_id: serverId(), days_over: whole("Days over"), note: real("From a file") }),
});
export const report = document({
  name: "report",
  description: "How many servers were over",
  shape: z.strictObject({ over: z.number(), high: z.number() }),
});
