/** Charts of the models page. */
import { chart } from "../chart.js";
import { capital, difference, gain, metricName, number, percent, share, words } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface Score extends Row {
  model: string;
  metric: string;
  horizon_band: string;
  series: number;
  mae: number | null;
  mase: number | null;
  coverage_80: number | null;
  coverage_95: number | null;
  gain_vs_baseline: number | null;
}

/** The measure that can be compared: scaled error where metrics are mixed, error in their unit elsewhere. */
export function errorOf(score: Score): number | null {
  return score.metric === "all" ? score.mase : score.mae;
}

/** What that measure is called. */
export function errorName(metric: string): string {
  return metric === "all" ? "mean absolute scaled error" : "mean absolute error";
}

/** The models a reader looks for stand out; the others are there to be compared with. */
const BAR_COLORS: Readonly<Record<string, string>> = {
  selected: "var(--series-1)",
  oracle: "var(--series-3)",
  weekday_mean: "var(--series-quiet)",
};

const LINE_COLORS: Readonly<Record<string, string>> = {
  ...BAR_COLORS,
  weekday_mean: "var(--series-2)",
  seasonal_naive: "var(--series-4)",
};

const barColor = ({ model }: Score) => BAR_COLORS[model] ?? "var(--series-faint)";
const lineColor = (model: string) => LINE_COLORS[model] ?? "var(--series-quiet)";

const KINDS: Readonly<Record<string, string>> = {
  selected: "used here",
  oracle: "knows the noiseless load",
  weekday_mean: "the baseline",
  last_value: "naive",
  window_mean: "naive",
  seasonal_naive: "naive",
  drift: "naive",
};

const kind = (model: string) => KINDS[model] ?? "";

/** Every model's error, best first. */
export function leaderboard(scores: readonly Score[], metric: string, window: string): HTMLElement {
  const ranked = scores.filter((score) => errorOf(score) !== null)
    .sort((a, b) => (errorOf(a) ?? 0) - (errorOf(b) ?? 0));
  const selected = ranked.find((score) => score.model === "selected");
  const oracle = ranked.find((score) => score.model === "oracle");
  const possible = oracle === undefined
    ? ""
    : `; knowing the noiseless load would gain ${share(oracle.gain_vs_baseline)}`;
  return chart({
    title: selected === undefined
      ? `${words(ranked[0]?.model ?? "no model")} has the smallest error`
      : `The models selected are ${share(Math.abs(selected.gain_vs_baseline ?? 0))} ${
        (selected.gain_vs_baseline ?? 0) >= 0 ? "better" : "worse"
      } than the weekday mean${possible}`,
    takeaway:
      "Shorter is better. Naive models stand among the others: a model that loses to them has no use.",
    unit: metric === "all"
      ? "mean absolute scaled error; 1 is as wrong as repeating last week"
      : `mean absolute error of ${metricName(metric)}, ${
        metric.startsWith("net_") ? "Mbit/s" : "points of %"
      }`,
    source: "accuracy",
    window,
    plot: () => ({
      height: 40 + 27 * ranked.length,
      marginLeft: 140,
      marginRight: 130,
      x: { label: null, grid: true, nice: true },
      y: { label: null, domain: ranked.map((score) => score.model), tickFormat: words, padding: 0.3 },
      marks: [
        Plot.barX(ranked, { x: errorOf, y: "model", fill: barColor }),
        Plot.text(ranked, {
          x: errorOf,
          y: "model",
          text: (score: Score) => `${number(errorOf(score), 2)}  ${kind(score.model)}`,
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: ranked,
      columns: ["model", "series", "mae", "mase", {
        name: "gain_vs_baseline",
        format: (value) => gain(value as number | null),
      }],
    },
  });
}

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
    { model: score.model, interval: "80 %", promised: 0.8, held: score.coverage_80 },
    { model: score.model, interval: "95 %", promised: 0.95, held: score.coverage_95 },
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

export interface Choice extends Row {
  model: string;
  series: number;
}

/** How many series each model was chosen for. */
export function choicesMade(choices: readonly Choice[]): HTMLElement {
  const ranked = [...choices].sort((a, b) => b.series - a.series);
  const total = ranked.reduce((sum, choice) => sum + choice.series, 0);
  const [most] = ranked;
  return chart({
    title: most === undefined
      ? "No model was chosen"
      : `${capital(words(most.model))} is chosen most often: for ${share(most.series / total)} of ${
        number(total)
      } series`,
    takeaway:
      "Each series uses the model that did best at past cutoffs; its own weigh the more, the more of them there are.",
    unit: "series",
    source: "selection",
    plot: () => ({
      height: 40 + 27 * ranked.length,
      marginLeft: 140,
      marginRight: 48,
      x: { label: null, grid: true },
      y: { label: null, domain: ranked.map((choice) => choice.model), tickFormat: words, padding: 0.3 },
      marks: [
        Plot.barX(ranked, { x: "series", y: "model", fill: "var(--series-1)" }),
        Plot.text(ranked, {
          x: "series",
          y: "model",
          text: (choice: Choice) => number(choice.series),
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: { rows: ranked, columns: ["model", "series"] },
  });
}
