import { clusterFleet } from "../lib/consolidation/clusters.ts";
import { readUtilisation } from "../lib/consolidation/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { clusters } from "../lib/pipeline/schemas/clusters.ts";

export default phase({
  schema: clusters,
  question: "Which servers behave alike?",
  needs: ["servers", "quality", "observations"],
  config: ["consolidation", "fleet"],
  work: ({ consolidation, fleet }) => ({
    kind: "table",
    rows: async ({ warehouse, warn }) => {
      const utilisation = await readUtilisation(warehouse, consolidation.window_days);
      const { rows, notes } = clusterFleet(utilisation, consolidation, fleet.seed);
      notes.forEach(warn);
      return rows;
    },
  }),
});
