import { phase } from "../lib/pipeline/phase.ts";
import { riskCalibration } from "../lib/pipeline/schemas/risk_calibration.ts";
import { riskCalibrationRows } from "../lib/risk/hindsight.ts";

export default phase({
  schema: riskCalibration,
  question: "Have breach probabilities come true?",
  needs: ["servers", "observations", "predictions", "calibration", "choices"],
  config: ["risk", "fleet"],
  work: ({ risk, fleet }) => ({
    kind: "table",
    rows: ({ warehouse }) => riskCalibrationRows(warehouse, risk, fleet.seed),
  }),
});
