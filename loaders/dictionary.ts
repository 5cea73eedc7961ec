import { sections } from "../lib/config/settings.ts";
import { dictionaryOf } from "../lib/pipeline/dictionary.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { dictionary } from "../lib/pipeline/schemas/dictionary.ts";
import { DOCUMENTS, SNAPSHOTS } from "../lib/pipeline/schemas/index.ts";

export default phase({
  schema: dictionary,
  question: "What does every column and every setting mean?",
  needs: [],
  config: [],
  work: () => ({ kind: "json", value: () => dictionaryOf(SNAPSHOTS, DOCUMENTS, sections) }),
});
