import { clusterChoices } from "../lib/consolidation/choices.ts";
import { readUtilisation } from "../lib/consolidation/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { clusterChoices as schema } from "../lib/pipeline/schemas/cluster_choices.ts";

export default phase({
  schema,
  question: "How sharp and how stable would other numbers of clusters be?",
  needs: ["servers", "quality", "observations"],
  config: ["consolidation", "fleet"],
  work: ({ consolidation, fleet }) => ({
    kind: "table",
    rows: async ({ warehouse }) =>
      clusterChoices(await readUtilisation(warehouse, consolidation.window_days), consolidation, fleet.seed),
  }),
});
