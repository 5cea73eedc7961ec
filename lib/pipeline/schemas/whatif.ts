import { z } from "zod";
import { metric, serverId, single, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const share = (percent: number) =>
  single(
    `Load that the highest day so far reaches on ${percent} % of sample paths; cut to hundredths`,
    { unit: "% of capacity" },
  );

export const whatif = snapshot({
  name: "whatif",
  description:
    "How high each series may have climbed by each day: enough to work out risk again at other loads and thresholds. Only series that risk assesses.",
  key: ["server_id", "metric", "day"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    day: whole("Days from the last observed day; 0 is today's level", { unit: "days", min: 0 }),
    p01: share(1),
    p02: share(2),
    p05: share(5),
    p10: share(10),
    p20: share(20),
    p30: share(30),
    p40: share(40),
    p50: share(50),
    p60: share(60),
    p70: share(70),
    p80: share(80),
    p90: share(90),
    p95: share(95),
    p99: share(99),
    bound: single(
      "Highest day so far of the forecast quantile that decides the level by the posture in config/risk.yaml; cut to hundredths",
      { unit: "% of capacity" },
    ),
  }),
});
