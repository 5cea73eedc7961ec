import { z } from "zod";
import { probability, real, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const riskDrivers = snapshot({
  name: "risk_drivers",
  description:
    "What series at high or very high risk have in common, as repeated random forests see it: an explanation of the assessment, not a forecast.",
  key: ["feature"],
  columns: z.object({
    feature: text("What the forest was told of each series"),
    importance: real(
      "Rise of the mean squared error of the out-of-bag vote when this feature is shuffled; mean over repeats",
    ),
    importance_low: real("Lowest of the repeats"),
    importance_high: real("Highest of the repeats"),
    mean_at_risk: real("Mean of the feature over series at high or very high risk"),
    mean_others: real("Mean over the others"),
    series: whole("Series learnt from", { min: 1 }),
    at_risk: whole("Of these at high or very high risk", { min: 1 }),
    accuracy: probability("Out-of-bag share of series told rightly; mean over repeats"),
    accuracy_low: probability("Lowest of the repeats"),
    accuracy_high: probability("Highest of the repeats"),
    majority_accuracy: probability("What saying ok of every series would reach"),
    found: probability("Share of those at risk that are told out of bag; mean over repeats"),
  }),
});
