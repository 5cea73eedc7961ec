import { readSeries } from "../lib/models/read.ts";
import { stationarityColumns } from "../lib/models/stationarity/stationarity.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { stationarity as schema } from "../lib/pipeline/schemas/stationarity.ts";

export default phase({
  schema,
  question: "Which series return to a level or a line, and which wander?",
  needs: ["servers", "observations"],
  config: ["stationarity"],
  work: ({ stationarity }) => ({
    kind: "series",
    columns: async ({ warehouse, servers }) =>
      stationarityColumns(await readSeries(warehouse, servers), stationarity),
  }),
});
