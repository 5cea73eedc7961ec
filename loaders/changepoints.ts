import { changeColumns } from "../lib/anomalies/fleet.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { changepoints } from "../lib/pipeline/schemas/changepoints.ts";

export default phase({
  schema: changepoints,
  question: "When did the load of a server change its level for good, and by how much?",
  needs: ["servers", "calendar", "telemetry"],
  config: ["telemetry", "anomalies"],
  work: ({ telemetry, anomalies }) => ({
    kind: "series",
    columns: ({ warehouse, servers }) =>
      changeColumns(warehouse, servers, telemetry.metrics, anomalies.changepoints),
  }),
});
