/** How the models of this build err beside those of the version before. */
import { chart } from "../chart.js";
import { bandName, inMetricOrder, metricName, modelName, number, percent } from "../format.js";
import { notAvailable } from "../headline.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface DriftRow extends Row {
  metric: string;
  horizon_band: string;
  model: string;
  before: number;
  after: number;
  change_pct: number | null;
  worse: boolean;
}

export interface Drift {
  version: string;
  previous: string;
  same_backtest: boolean;
  tolerance_pct: number;
  rows: DriftRow[];
}

/** "1.5 % less than". */
const compared = (change_pct: number): string =>
  change_pct === 0
    ? "as much as"
    : `${percent(Math.abs(change_pct), 1)} ${change_pct < 0 ? "less" : "more"} than`;

/** The change of the selected models' error by metric and days ahead; what is beyond the tolerance stands out. */
export function driftChart(drift: Drift | null): HTMLElement {
  if (drift === null) {
    return notAvailable(
      "No version to compare with",
      "Each build is compared with the one before; this is the first that was saved.",
    );
  }
  const { version, previous, same_backtest, tolerance_pct, rows } = drift;
  const used = rows.filter(({ model, change_pct }) => model === "selected" && change_pct !== null);
  const overall = used.find(({ metric, horizon_band }) => metric === "all" && horizon_band === "all");
  if (overall === undefined) {
    return notAvailable(
      "Nothing was scored by both versions",
      `${version} and ${previous} share no metric and distance.`,
    );
  }
  const shown = used.filter(({ metric, horizon_band }) => metric !== "all" && horizon_band !== "all");
  const worse = shown.filter((row) => row.worse);
  const metrics = inMetricOrder(shown.map(({ metric }) => metric));
  const bands = [...new Set(shown.map(({ horizon_band }) => horizon_band))];
  const size = (value: number | null) => `${value !== null && value > 0 ? "+" : ""}${percent(value, 1)}`;
  return chart({
    title: `The models selected err ${compared(overall.change_pct!)} those of version ${previous}; in ${
      number(worse.length)
    } of ${number(shown.length)} metrics and distances by over ${percent(tolerance_pct)} more`,
    takeaway: `Bars to the right are errors that rose.${
      same_backtest
        ? ""
        : " The two versions were not scored on the same days of the same servers, so part of a change is theirs."
    }`,
    unit: "change of the mean absolute error, %",
    source: "accuracy",
    window: `${previous} and ${version}`,
    model: "selected",
    plot: (width) => ({
      height: 40 + 24 * shown.length,
      marginLeft: width < 480 ? 132 : 170,
      marginRight: 92,
      x: {
        label: null,
        grid: true,
        nice: true,
        ticks: width < 480 ? 3 : 8,
        tickFormat: (value: number) => percent(value),
      },
      y: {
        label: null,
        domain: metrics.flatMap((metric) => bands.map((band) => `${metric} ${band}`)),
        tickFormat: (key: string) => {
          const [metric = "", band = ""] = key.split(" ");
          return `${metricName(metric)}, ${bandName(band)}${width < 480 ? "" : " days"}`;
        },
        padding: 0.3,
      },
      marks: [
        Plot.barX(shown, {
          x: "change_pct",
          y: (row: DriftRow) => `${row.metric} ${row.horizon_band}`,
          fill: (row: DriftRow) => row.worse ? "var(--level-high)" : "var(--series-1)",
        }),
        Plot.text(shown, {
          x: (row: DriftRow) => Math.max(0, row.change_pct ?? 0),
          y: (row: DriftRow) => `${row.metric} ${row.horizon_band}`,
          text: (row: DriftRow) => `${size(row.change_pct)}${row.worse ? " worse" : ""}`,
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows,
      columns: [
        { name: "model", label: "Model", format: (model) => modelName(String(model)) },
        { name: "metric", label: "Metric", format: (metric) => metricName(String(metric)) },
        { name: "horizon_band", label: "Days ahead", format: (band) => bandName(String(band)) },
        { name: "before", label: "Before", format: (value) => number(value as number, 3) },
        { name: "after", label: "After", format: (value) => number(value as number, 3) },
        { name: "change_pct", label: "Change, %", format: (value) => number(value as number | null, 1) },
        { name: "worse", label: "Beyond tolerance", format: (value) => value === true ? "yes" : "" },
      ],
    },
  });
}
