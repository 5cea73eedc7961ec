/** Which model serves how many series, and why. */
import { chart } from "../chart.js";
import { capital, modelName, number, plural, share } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface Choice extends Row {
  model: string;
  why: string;
  series: number;
}

const COLORS = [
  "var(--series-1)",
  "var(--series-5)",
  "var(--series-2)",
  "var(--series-4)",
  "var(--series-quiet)",
];

/** How many series each model was chosen for, by reason. */
export function choicesMade(choices: readonly Choice[]): HTMLElement {
  const count = (rows: readonly Choice[]) => rows.reduce((sum, { series }) => sum + series, 0);
  const models = [...Map.groupBy(choices, ({ model }) => model)]
    .map(([model, rows]) => ({ model, series: count(rows) }))
    .sort((a, b) => b.series - a.series || (a.model < b.model ? -1 : 1));
  const reasons = [...Map.groupBy(choices, ({ why }) => why)]
    .sort(([, a], [, b]) => count(b) - count(a)).map(([why]) => why);
  const color = (why: string) => COLORS[Math.min(reasons.indexOf(why), COLORS.length - 1)]!;
  const total = count(choices);
  const [most] = models;
  return chart({
    title: most === undefined
      ? "No model was chosen"
      : `${capital(modelName(most.model))} is chosen most often: for ${share(most.series / total)} of ${
        plural(total, "series", "series")
      }`,
    takeaway:
      "Each series uses the model of lowest expected error. Its own past errors count as far as differences between series last.",
    unit: "series",
    source: "selection",
    legend: reasons.map((why) => ({ label: why, color: color(why), mark: "bar" as const })),
    plot: () => ({
      height: 40 + 27 * models.length,
      marginLeft: 140,
      marginRight: 48,
      x: { label: null, grid: true },
      y: { label: null, domain: models.map(({ model }) => model), tickFormat: modelName, padding: 0.3 },
      marks: [
        Plot.barX(choices, {
          x: "series",
          y: "model",
          fill: ({ why }: Choice) => color(why),
          order: (choice: Choice) => reasons.indexOf(choice.why),
          insetRight: 0.5,
        }),
        Plot.text(models, {
          x: "series",
          y: "model",
          text: ({ series }: { series: number }) => number(series),
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: choices,
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "why", label: "Why" },
        { name: "series", label: "Series" },
      ],
    },
  });
}
