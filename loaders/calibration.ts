import { calibrate, calibrationColumns } from "../lib/models/intervals/calibrate.ts";
import { readErrors, readForecasted } from "../lib/models/intervals/errors.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { calibration } from "../lib/pipeline/schemas/calibration.ts";
import { METRICS } from "../lib/pipeline/schemas/columns.ts";

export default phase({
  schema: calibration,
  question: "How wide must an interval be, going by the errors known at the time?",
  needs: ["predictions"],
  config: ["models"],
  work: ({ models: { intervals } }) => ({
    kind: "parts",
    parts: METRICS.length,
    columns: async ({ warehouse, part }) => {
      const metric = METRICS[part]!;
      const forecasted = await readForecasted(warehouse);
      const errors = await readErrors(warehouse, metric, forecasted.models, intervals);
      return calibrationColumns(metric, calibrate(errors, forecasted, intervals));
    },
  }),
});
