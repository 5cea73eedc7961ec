/** Charts of the models page. */
import { chart } from "../chart.js";
import { difference, number, percent, share, words } from "../format.js";
import { colorOf, measureNamed, type Score, valueOf } from "../models/measures.js";
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
      } at ${far.horizon_band.replace("-", " to ")} days`,
    takeaway: "Each line is one model; where it rises, the model knows less the further ahead it looks.",
    unit: `${errorName(metric)} by days ahead`,
    source: "accuracy",
    legend: models.filter((model) => shown.some((score) => score.model === model)).map((model) => ({
      label: words(model),
      color: lineColor(model),
      mark: model === "oracle" ? "dash" : "line",
    })),
    plot: () => ({
      height: 280,
      marginRight: 24,
      x: { type: "point", domain: bands, label: "days ahead", padding: 0.2 },
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
        Plot.ruleY([0]),
      ],
    }),
    table: { rows: shown, columns: ["model", "horizon_band", "series", "mae", "mase"] },
  });
}

/** How often the intervals held, against how often they should. */
export function coverage(scores: readonly Score[]): HTMLElement {
  const points = scores.flatMap((score) => [
    {
      model: score.model,
      interval: "80 %",
      promised: 0.8,
      held: valueOf(measureNamed("coverage_80"), score),
    },
    {
      model: score.model,
      interval: "95 %",
      promised: 0.95,
      held: valueOf(measureNamed("coverage_95"), score),
    },
  ]).filter((point) => point.held !== null);
  const selected = points.filter((point) => point.model === "selected");
  const worst = points.reduce((a, b) =>
    Math.abs((b.held ?? 0) - b.promised) > Math.abs((a.held ?? 0) - a.promised) ? b : a
  );
  const [eighty, ninetyFive] = selected;
  return chart({
    title: eighty === undefined || ninetyFive === undefined
      ? `The ${worst.interval} interval of ${words(worst.model)} held ${share(worst.held, 1)} of the time`
      : `The selected models' intervals held ${share(eighty.held, 1)} and ${
        share(ninetyFive.held, 1)
      } of the time; 80 % and 95 % were promised`,
    takeaway: "Dots left of their upright line belong to a model that is surer than it should be.",
    unit: "share of actual values within the interval",
    source: "accuracy",
    legend: [
      { label: "80 % interval", color: "var(--series-1)", mark: "dot" },
      { label: "95 % interval", color: "var(--series-2)", mark: "ring" },
    ],
    plot: () => ({
      height: 50 + 24 * new Set(points.map((point) => point.model)).size,
      marginLeft: 140,
      x: {
        label: null,
        tickFormat: (value: number) => percent(value * 100),
        domain: [Math.min(0.6, ...points.map((point) => point.held ?? 1)), 1],
        grid: true,
      },
      y: { label: null, tickFormat: words },
      marks: [
        Plot.ruleX([0.8], { stroke: "var(--series-1)", strokeDasharray: "4 3" }),
        Plot.ruleX([0.95], { stroke: "var(--series-2)", strokeDasharray: "4 3" }),
        Plot.dot(points.filter((point) => point.promised === 0.8), {
          x: "held",
          y: "model",
          fill: "var(--series-1)",
          r: 4.5,
        }),
        Plot.dot(points.filter((point) => point.promised === 0.95), {
          x: "held",
          y: "model",
          stroke: "var(--series-2)",
          strokeWidth: 2,
          r: 4,
        }),
      ],
    }),
    table: {
      rows: points,
      columns: ["model", "interval", { name: "promised", format: (value) => share(value as number) }, {
        name: "held",
        format: (value) => share(value as number | null, 1),
      }],
    },
  });
}
