import { type Section, sections } from "../lib/config/settings.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { settings as schema } from "../lib/pipeline/schemas/settings.ts";

export default phase({
  schema,
  question: "Which settings were in force?",
  needs: [],
  config: Object.keys(sections) as Section[],
  work: () => ({ kind: "json", value: ({ settings }) => ({ ...settings }) }),
});
