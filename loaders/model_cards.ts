import { readModelCards } from "../lib/models/cards/cards.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { modelCards } from "../lib/pipeline/schemas/model_cards.ts";

export default phase({
  schema: modelCards,
  question: "What should a reader know of each model before trusting it?",
  needs: ["accuracy", "fitted"],
  config: ["models"],
  work: ({ models }) => ({
    kind: "json",
    value: ({ warehouse }) => readModelCards(warehouse, models),
  }),
});
