/** Charts of the models page. */
import { chart } from "../chart.js";
import { bandName, difference, modelName, number } from "../format.js";
import { colorOf, measureNamed, type Score, valueOf } from "../models/measures.js";
import { lineEnds, roomFor } from "./line_ends.js";
import * as Plot from "../plot.js";

/** The measure that can be compared: scaled error where metrics are mixed, error in their unit elsewhere. */
export function errorOf(score: Score): number | null {
  return valueOf(measureNamed(score.metric === "all" ? "mase" : "mae"), score);
}

/** What that measure is called. */
export function errorName(metric: string): string {
  return metric === "all" ? "mean absolute scaled error" : "mean absolute error";
}

const lineColor = (model: string) => model === "seasonal_naive" ? "var(--series-4)" : colorOf(model);

/** How the error grows with the distance. */
export function errorByHorizon(
  scores: readonly Score[],
  metric: string,
  models: readonly string[],
  bands: readonly string[],
  among: string,
): HTMLElement {
  const shown = scores.filter((score) =>
    score.horizon_band !== "all" && models.includes(score.model) && errorOf(score) !== null
  );
  const at = (model: string, band: string | undefined) =>
    shown.find((score) => score.model === model && score.horizon_band === band);
  const near = at("selected", bands[0]);
  const far = [...bands].reverse().map((band) => at("selected", band)).find((score) => score !== undefined);
  const format = (score: Score) =>
    metric === "all" ? number(errorOf(score), 2) : difference(errorOf(score), metric);
  return chart({
    title: near === undefined || far === undefined || near === far
      ? "Errors are known for one distance only"
      : `The error goes from ${format(near)} in the first ${near.horizon_band.split("-")[1]} days to ${
        format(far)
      } at ${bandName(far.horizon_band)} days`,
    takeaway:
      "Each line is one model; where it rises, the model knows less the further ahead it looks. The dashed one is the oracle.",
    unit: `${errorName(metric)} by days ahead`,
    source: "accuracy",
    window: among,
    plot: () => ({
      height: 280,
      marginRight: roomFor(shown.map(({ model }) => modelName(model))),
      x: { type: "point", domain: bands, label: "days ahead", padding: 0.2, tickFormat: bandName },
      y: { label: null, grid: true, zero: true, nice: true },
      marks: [
        Plot.lineY(shown.filter((score) => score.model === "oracle"), {
          x: "horizon_band",
          y: errorOf,
          stroke: lineColor("oracle"),
          strokeDasharray: "5 3",
        }),
        Plot.lineY(shown.filter((score) => score.model !== "oracle"), {
          x: "horizon_band",
          y: errorOf,
          z: "model",
          stroke: (score: Score) => lineColor(score.model),
          strokeWidth: (score: Score) => score.model === "selected" ? 2.5 : 1.5,
        }),
        Plot.dot(shown, {
          x: "horizon_band",
          y: errorOf,
          fill: (score: Score) => lineColor(score.model),
          r: 3.5,
        }),
        lineEnds(shown.map((score) => ({ ...score, error: errorOf(score) })), {
          x: "horizon_band",
          y: "error",
          name: (row) => modelName(String(row["model"])),
          color: (row) => lineColor(String(row["model"])),
        }),
        Plot.ruleY([0]),
      ],
    }),
    table: {
      rows: shown,
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "horizon_band", label: "Days ahead", format: (band) => bandName(String(band)) },
        { name: "series", label: "Series" },
        { name: "mae", label: "MAE", format: (value) => number(value as number | null, 2) },
        { name: "mase", label: "MASE", format: (value) => number(value as number | null, 2) },
      ],
    },
  });
}
