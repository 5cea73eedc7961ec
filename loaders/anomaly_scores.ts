import { anomalyColumns } from "../lib/anomalies/fleet.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { anomalyScores } from "../lib/pipeline/schemas/anomalies.ts";

export default phase({
  schema: anomalyScores,
  question: "Which days were unlike what the days before led to expect?",
  needs: ["servers", "calendar", "telemetry"],
  config: ["telemetry", "anomalies"],
  work: ({ telemetry, anomalies }) => ({
    kind: "series",
    columns: ({ warehouse, servers }) => anomalyColumns(warehouse, servers, telemetry.metrics, anomalies),
  }),
});
