import { readState } from "../lib/changes/state.ts";
import { type Section, sections } from "../lib/config/settings.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { state } from "../lib/pipeline/schemas/state.ts";

export default phase({
  schema: state,
  question: "What would a later build be compared with?",
  needs: ["observations", "server_risk", "selection"],
  config: Object.keys(sections) as Section[],
  work: (settings) => ({ kind: "json", value: ({ warehouse }) => readState(warehouse, settings) }),
});
