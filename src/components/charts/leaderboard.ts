/** The leaderboard of the models page. */
import { chart } from "../chart.js";
import { gain, modelName, share } from "../format.js";
import { bestNaive, colorOf, type Measure, roleOf, type Score, valueOf } from "../models/measures.js";
import * as Plot from "../plot.js";

/** Width from which gains fit beside the bars. */
const ROOMY = 760;

/** Columns of gains beside the bars: where each begins, counted from the right edge. */
const GAINS = [
  { name: "gain_vs_baseline", label: "vs weekday mean", right: 230 },
  { name: "gain_vs_best_naive", label: "vs best naive", right: 120 },
  { name: "share_of_possible", label: "of the possible", right: 10 },
] as const;
type Gain = (typeof GAINS)[number];

/** Every model by one measure, best first. Losing models stay. */
export function leaderboard(
  scores: readonly Score[],
  measure: Measure,
  { metric, among }: { metric: string; among: string },
): HTMLElement {
  const value = (score: Score) => valueOf(measure, score);
  const ranked = scores.filter((score) => value(score) !== null)
    .sort((a, b) => measure.away(value(a)!) - measure.away(value(b)!));
  const best = bestNaive(scores);
  // The monthly report carries fewer columns.
  const gains = GAINS.filter(({ name }) => ranked.some((score) => typeof score[name] === "number"));
  const write = (score: Score) => measure.write(value(score), metric);
  const written = (score: Score, column: string) =>
    column === "share_of_possible"
      ? share(score[column] as number | null)
      : gain(score[column] as number | null, 1);
  return chart({
    title: finding(ranked, measure, write),
    takeaway: `${
      measure.target === undefined ? "Shorter is better." : "The closer to the upright line, the better."
    } Naive models stand among the others: a model that loses to them has no use. Gains are of the mean absolute error.`,
    unit: measure.meaning(metric),
    source: "accuracy",
    window: among,
    legend: [
      { label: "used here", color: colorOf("selected"), mark: "bar" },
      { label: "other models", color: colorOf(""), mark: "bar" },
      { label: "naive", color: colorOf("drift"), mark: "bar" },
      { label: "weekday mean, best naive", color: colorOf("weekday_mean"), mark: "bar" },
      ...(ranked.some(({ model }) => model === "oracle")
        ? [{ label: "oracle", color: colorOf("oracle"), mark: "bar" as const }]
        : []),
    ],
    plot: (width) => {
      const roomy = width >= ROOMY;
      return {
        height: (roomy ? 62 : 40) + (roomy ? 24 : 20) * ranked.length,
        marginTop: roomy ? 32 : 12,
        marginLeft: width < 480 ? 116 : 140,
        marginRight: roomy ? 480 : width < 480 ? 70 : 190,
        x: {
          label: null,
          grid: true,
          nice: true,
          ticks: width < 480 ? 3 : 5,
          ...(measure.target === undefined ? {} : { domain: [0, 1] }),
        },
        y: { label: null, domain: ranked.map((score) => score.model), tickFormat: modelName, padding: 0.3 },
        marks: [
          Plot.barX(ranked, {
            x: (score: Score) => value(score),
            y: "model",
            fill: (score: Score) => colorOf(score.model, best),
          }),
          Plot.text(ranked, {
            x: (score: Score) => Math.max(0, value(score)!),
            y: "model",
            text: (score: Score) => `${write(score)}${width < 480 ? "" : `  ${roleOf(score.model, best)}`}`,
            textAnchor: "start",
            dx: 6,
          }),
          ...(roomy ? gainColumns(ranked, gains, written) : []),
          ...(measure.target === undefined ? [] : [
            Plot.ruleX([measure.target], {
              stroke: "var(--theme-foreground-muted)",
              strokeDasharray: "4 3",
            }),
          ]),
          Plot.ruleX([0]),
        ],
      };
    },
    table: {
      rows: ranked.map((score) => ({ ...score, role: roleOf(score.model, best) })),
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "role", label: "Role" },
        { name: "series", label: "Series" },
        {
          name: measure.name,
          label: measure.label.split(":")[0]!,
          format: (held) => measure.write(held as number, metric),
        },
        ...gains.map(({ name, label }) => ({
          name,
          label,
          format: (held: unknown) =>
            name === "share_of_possible" ? share(held as number | null) : gain(held as number | null, 1),
        })),
      ],
    },
  });
}

function finding(
  ranked: readonly Score[],
  measure: Measure,
  write: (score: Score) => string,
): string {
  const place = ranked.findIndex(({ model }) => model === "selected");
  const selected = ranked[place];
  const [first] = ranked.filter(({ model }) => model !== "selected" && model !== "oracle");
  const label = measure.label.split(":")[0]!;
  if (selected === undefined || first === undefined) {
    return ranked[0] === undefined ? "No model was scored" : `${modelName(ranked[0].model)} does best`;
  }
  const gained = selected["gain_vs_baseline"] as number | null;
  const possible = (selected["share_of_possible"] ?? null) as number | null;
  if (["mase", "mae"].includes(measure.name) && gained !== null) {
    return `The models selected are ${share(Math.abs(gained))} ${
      gained >= 0 ? "better" : "worse"
    } than the weekday mean${possible === null ? "" : `, ${share(possible)} of what is possible`}: ${label} ${
      write(selected)
    }`;
  }
  return `${label} of the models selected: ${write(selected)}; ${modelName(first.model)}: ${write(first)}`;
}

function gainColumns(
  ranked: readonly Score[],
  gains: readonly Gain[],
  written: (score: Score, column: string) => string,
): Plot.Markish[] {
  return gains.flatMap(({ name, label, right }) => [
    Plot.text([label], {
      frameAnchor: "top-right",
      textAnchor: "end",
      dx: 480 - right,
      dy: -20,
      text: (text: string) => text,
      fill: "var(--theme-foreground-muted)",
    }),
    Plot.text(ranked, {
      y: "model",
      frameAnchor: "right",
      textAnchor: "end",
      dx: 480 - right,
      text: (score: Score) => written(score, name),
      fontVariant: "tabular-nums",
    }),
  ]);
}
