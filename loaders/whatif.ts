import { phase } from "../lib/pipeline/phase.ts";
import { whatif } from "../lib/pipeline/schemas/whatif.ts";
import { readJointPaths } from "../lib/risk/donors.ts";
import { readFleet } from "../lib/risk/read.ts";
import { sliceQuery } from "../lib/whatif/slice.ts";
import { staircaseColumns } from "../lib/whatif/snapshot.ts";

export default phase({
  schema: whatif,
  question: "How high may each series have climbed by each day, so that risk can be worked out again?",
  needs: [
    "servers",
    "calendar",
    "quality",
    "observations",
    "dependence",
    "trajectories",
    "forecasts",
    "reserved",
  ],
  config: ["risk", "fleet"],
  work: ({ risk, fleet: { seed } }) => ({
    kind: "parts",
    parts: 1,
    columns: async ({ warehouse }) => {
      const joint = await readJointPaths(warehouse);
      return staircaseColumns(await readFleet(warehouse, risk.current_days), { joint, settings: risk, seed });
    },
  }),
  slice: {
    query: sliceQuery(1000),
    note:
      "p10, p50, p90 and bound on every day, in fleets of more than 1,000 servers on every seventh; the other shares on the first and the last day",
  },
});
