import { readKnownSeries } from "../lib/models/selection/read.ts";
import { choose } from "../lib/models/selection/select.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { choices } from "../lib/pipeline/schemas/choices.ts";

export default phase({
  schema: choices,
  question: "Which model would have been chosen on each day a forecast was or is made?",
  needs: ["observations", "quality", "scores"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "table",
    rows: async ({ warehouse }) => {
      const settings = { ...models.selection, horizon_days: models.horizon_days };
      return (await readKnownSeries(warehouse)).map((series) => choose(series, settings));
    },
  }),
});
