import { accuracy } from "./accuracy.ts";
import { text, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const accuracyBySeries = snapshot({
  name: "accuracy_by_series",
  description:
    "How wrong each model was in the backtest on each series by itself, beside the naive ones and the oracle.",
  key: accuracy.key,
  columns: accuracy.columns.extend({
    scope: word(["series"], "Always series: the columns are those of accuracy"),
    scope_value: text("Which server"),
  }),
});
