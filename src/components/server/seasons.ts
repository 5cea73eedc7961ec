/** What coming quarter ends and holidays do to a server. */
import { html } from "../dom.js";
import {
  capital,
  chance,
  day,
  exactPercent,
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

/** Rows of all metrics, in their order. */
const seasonRows = ({ metrics }: ServerDetail): Row[] =>
  inMetricOrder(Object.keys(metrics)).flatMap((metric) =>
    metrics[metric]!.seasons.map((row): Row => ({ metric, ...row }))
  );

/** How many windows make a difference. */
export function seasonsSaid(detail: ServerDetail): string {
  const all = seasonRows(detail);
  return sentence(all.length, all.filter(tells).length, exactPercent(detail.rules.high));
}

/** The windows that make a difference. */
export function seasonSection(detail: ServerDetail): HTMLElement {
  const telling = seasonRows(detail).filter(tells);
  return telling.length === 0
    ? html`<p>Compared are the same weekdays just before each window.</p>` as HTMLElement
    : windows(telling);
}

const added = (row: Row): number => (row["breach_80"] as number) - (row["before_breach_80"] as number);

const tells = (row: Row): boolean => Math.abs(added(row)) > TELLING;

function sentence(all: number, telling: number, high: string): string {
  if (all === 0) return "No quarter end or holiday lies within the horizon of its forecasts.";
  const count = telling === 0 ? "None" : number(telling);
  return `${count} of ${plural(all, "window")} of a quarter end or holiday ${
    telling > 1 ? "move" : "moves"
  } the probability of reaching ${high} by more than ${number(100 * TELLING)} points.`;
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
      { name: "breach_80", label: "Probability in it", format: probability },
      { name: "before_breach_80", label: "Probability before", help: "Same weekdays", format: probability },
    ],
  });
}
