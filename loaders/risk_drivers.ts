import { phase } from "../lib/pipeline/phase.ts";
import { riskDrivers } from "../lib/pipeline/schemas/risk_drivers.ts";
import { driverRows } from "../lib/risk/drivers.ts";
import { readExamples } from "../lib/risk/examples.ts";

export default phase({
  schema: riskDrivers,
  question: "What do series at risk have in common?",
  needs: ["servers", "calendar", "observations", "risk"],
  config: ["risk", "fleet"],
  work: ({ risk: { drivers }, fleet: { seed } }) => ({
    kind: "table",
    rows: async ({ warehouse, warn }) => {
      const rows = driverRows(await readExamples(warehouse), drivers, seed);
      if (rows.length === 0) {
        warn(
          `Fewer than ${drivers.least_at_risk} series with a year of history are at risk: nothing is learnt.`,
        );
      }
      return rows;
    },
  }),
});
