/** How the forecasts of a server turned out, made at past cutoffs by the models chosen before. */
import { html } from "../dom.js";
import {
  capital,
  difference,
  gain,
  inMetricOrder,
  metricName,
  number,
  plural,
  share,
  words,
} from "../format.js";
import type { Cell, Row } from "../rows.js";
import { table } from "../table.js";
import type { ServerDetail } from "./detail.js";

/** Rows of all metrics, in their order. */
const pastRows = ({ metrics }: ServerDetail): Row[] =>
  inMetricOrder(Object.keys(metrics)).flatMap((metric) =>
    metrics[metric]!.past.map((row): Row => ({ metric, ...row }))
  );

/** Whether the models chosen beat the best naive one, metric by metric. */
export function pastSaid(detail: ServerDetail): string {
  const whole = pastRows(detail).filter((row) => row["horizon_band"] === "all");
  if (whole.length === 0) return "Nothing can be said yet.";
  const better = whole.filter((row) => (row["gain_vs_best_naive"] as number) > 0).length;
  return `The models chosen erred less than the best naive model on ${
    better === whole.length
      ? `all ${plural(better, "metric")}`
      : `${number(better)} of ${plural(whole.length, "metric")}`
  }.`;
}

/** Their errors by metric and days ahead, beside the naive model that did best there. */
export function pastSection(detail: ServerDetail): HTMLElement {
  const rows = pastRows(detail);
  if (rows.length === 0) {
    return html`<p>At no cutoff that is judged had this server enough history.</p>` as HTMLElement;
  }
  return html`<div>
    <p>Judged are forecasts made at past cutoffs by the models chosen by what was known then. The naive model is the
      one that turned out best on the same days: nobody could have chosen it before. Intervals are as wide as the
      errors of all servers ask: on one server they may hold more or less often than they say.</p>
    ${turnedOut(rows)}
  </div>` as HTMLElement;
}

function turnedOut(rows: readonly Row[]): HTMLElement {
  const error = (value: Cell, row: Row) => difference(value as number, String(row["metric"]), 2);
  const part = (value: Cell) => share(value as number | null);
  return table(rows, {
    name: "past-forecasts",
    limit: 8,
    columns: [
      { name: "metric", label: "Metric", format: (value) => capital(metricName(String(value))) },
      {
        name: "horizon_band",
        label: "Days ahead",
        format: (value) => value === "all" ? "all" : String(value).replace("-", "–"),
      },
      { name: "mae", label: "Mean error", align: "right", format: error },
      { name: "naive_mae", label: "Best naive", align: "right", format: error },
      { name: "naive", label: "Which", format: (value) => words(String(value)) },
      { name: "gain_vs_best_naive", label: "Gain", format: (value) => gain(value as number | null) },
      {
        name: "coverage_80",
        label: "80 % held",
        help: "Share of days within the 80 % interval",
        format: part,
      },
      {
        name: "coverage_95",
        label: "95 % held",
        help: "Share of days within the 95 % interval",
        format: part,
      },
    ],
  });
}
