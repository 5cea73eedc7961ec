import { effectPriorRows } from "../lib/models/pooling/priors.ts";
import { readEffects } from "../lib/models/pooling/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { effectPriors as schema } from "../lib/pipeline/schemas/effect_priors.ts";

export default phase({
  schema,
  question: "What is usual for servers of a kind?",
  needs: ["servers", "effects"],
  config: ["models"],
  work: ({ models: { pooled_regression: { least_series } } }) => ({
    kind: "table",
    rows: async ({ warehouse }) => effectPriorRows(await readEffects(warehouse), least_series),
  }),
  slice: {
    query: `SELECT * FROM effect_priors
      WHERE known_at = (SELECT max(known_at) FROM effect_priors)
      ORDER BY metric, archetype, known_at, form, effect`,
    note: "as known today, without what was known at past cutoffs",
  },
});
