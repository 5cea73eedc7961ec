import { phase } from "../lib/pipeline/phase.ts";
import { headroom } from "../lib/pipeline/schemas/headroom.ts";
import { headroomRows, readMachines } from "../lib/risk/headroom.ts";

export default phase({
  schema: headroom,
  question: "How many more of a workload fit on what exists?",
  needs: ["servers", "forecasts", "reserved"],
  config: ["risk"],
  work: ({ risk }) => ({
    kind: "table",
    rows: async ({ warehouse }) => headroomRows(await readMachines(warehouse), risk),
  }),
});
