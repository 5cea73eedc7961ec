/** What coming quarter ends and holidays do to a server. */
import { html } from "../dom.js";
import {
  capital,
  chance,
  day,
  inMetricOrder,
  metricName,
  number,
  percent,
  plural,
  words,
} from "../format.js";
import type { Cell, Row } from "../rows.js";
import { table } from "../table.js";
import type { ServerDetail } from "./detail.js";

/** A difference in probability below which a window says nothing: five points. */
const TELLING = 0.05;

/** The windows that make a difference, and how many make none. */
export function seasonSection({ metrics, rules }: ServerDetail): HTMLElement {
  const all = inMetricOrder(Object.keys(metrics)).flatMap((metric) =>
    metrics[metric]!.seasons.map((row): Row => ({ metric, ...row }))
  );
  const telling = all.filter((row) => Math.abs(added(row)) > TELLING);
  return html`<div><p>${sentence(all.length, telling.length, percent(rules.high))}</p>${
    telling.length === 0 ? null : windows(telling)
  }</div>` as HTMLElement;
}

const added = (row: Row): number => (row["breach_80"] as number) - (row["before_breach_80"] as number);

function sentence(all: number, telling: number, high: string): string {
  if (all === 0) return "No quarter end or holiday lies within the horizon of its forecasts.";
  const count = telling === 0 ? "None" : number(telling);
  return `${count} of ${plural(all, "window")} of a quarter end or holiday ${
    telling > 1 ? "move" : "moves"
  } the chance of reaching ${high} by more than ${number(100 * TELLING)} points.`;
}

function windows(rows: readonly Row[]): HTMLElement {
  const probability = (value: Cell) => chance(value as number | null);
  const peak = (value: Cell) => percent(value as number | null);
  return table(rows, {
    name: "seasonal-risk",
    limit: 8,
    columns: [
      { name: "metric", label: "Metric", format: (value) => capital(metricName(String(value))) },
      { name: "season", label: "Window", format: (value) => words(String(value)) },
      { name: "first_date", label: "From", format: (value) => day(value as string) },
      { name: "last_date", label: "To", format: (value) => day(value as string) },
      { name: "peak_p50", label: "Peak in it", format: peak },
      { name: "before_peak_p50", label: "Peak before", help: "Same weekdays", format: peak },
      { name: "breach_80", label: "Chance in it", format: probability },
      { name: "before_breach_80", label: "Chance before", help: "Same weekdays", format: probability },
    ],
  });
}
