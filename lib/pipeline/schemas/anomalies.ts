import { z } from "zod";
import { DIRECTIONS } from "../../anomalies/explain.ts";
import { METHODS } from "../../anomalies/detectors/index.ts";
import { date, flag, metric, probability, real, serverId, text, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const columns = {
  server_id: serverId(),
  metric: metric(),
  date: date("Day"),
  score: probability(
    "How anomalous the day was, told from the days up to it: 0.5 is where it counts as anomalous",
  ),
  method: word(METHODS as [typeof METHODS[number]], "The detector that found it rarest"),
  direction: word(
    DIRECTIONS,
    "Above or below what was expected, or scattering wider or narrower than before",
  ),
  value: real("Value as measured; % or Mbit/s"),
  expected: real("What was expected of the day; % or Mbit/s").nullable(),
  explanation: text("What was found, in words"),
};

export const anomalyScores = snapshot({
  name: "anomaly_scores",
  description: "Every day of the telemetry, before cleaning, whose anomaly score reaches the threshold.",
  key: ["server_id", "metric", "date"],
  columns: z.object(columns),
});

export const anomalies = snapshot({
  name: "anomalies",
  description: "Anomalous days, and which of them are flagged: no more than the budget allows.",
  key: ["server_id", "metric", "date"],
  columns: z.object({
    ...columns,
    flagged: flag("Within the budget of config/anomalies.yaml, counted day by day, highest scores first"),
  }),
});
