/** A first look at the result of a query: which chart suits its columns, and the chart. */
import { asImage } from "./chart.js";
import { html } from "./dom.js";
import { number } from "./format.js";
import * as Plot from "./plot.js";
import type { Row } from "./rows.js";

export type Mark = "line" | "bar" | "dots" | "histogram";

/** A column as a chart sees it. */
export interface Axis {
  name: string;
  kind: "time" | "number" | "text";
}

export interface Choice {
  mark: Mark;
  x: string;
  /** Not in a histogram, which counts. */
  y: string | null;
  color: string | null;
}

export const MARKS: readonly Mark[] = ["line", "bar", "dots", "histogram"];

/** Rows drawn; more would take seconds and show no more. */
const MOST_ROWS = 5_000;
/** Bars that can still be read. */
const MOST_BARS = 50;
/** Colours that can be told apart. */
const MOST_COLORS = 6;

/** What a column holds, by its Arrow type. */
export function kindOf(type: string): Axis["kind"] {
  if (/^(Date|Timestamp)/.test(type)) return "time";
  return /^(Int|Uint|Float|Decimal)/.test(type) ? "number" : "text";
}

/**
 * The chart that suits some columns: numbers over time as lines, over names as bars, over numbers as dots, a
 * number alone as its distribution. Undefined when none of them is a number.
 */
export function suggested(columns: readonly Axis[]): Choice | undefined {
  const named = (kind: Axis["kind"]) =>
    columns.filter((column) => column.kind === kind).map(({ name }) => name);
  const [[time], [first, second], [text]] = [named("time"), named("number"), named("text")];
  if (first === undefined) return undefined;
  if (time !== undefined) return { mark: "line", x: time, y: first, color: text ?? null };
  if (text !== undefined) return { mark: "bar", x: text, y: first, color: null };
  if (second !== undefined) return { mark: "dots", x: first, y: second, color: null };
  return { mark: "histogram", x: first, y: null, color: null };
}

/** The rows a chart draws, and what to say of those it does not. */
export function drawable(
  data: readonly Row[],
  { mark }: Choice,
  total: number,
): { rows: readonly Row[]; note: string } {
  const most = mark === "bar" ? MOST_BARS : MOST_ROWS;
  if (total <= most) return { rows: data, note: "" };
  return { rows: data.slice(0, most), note: `Drawn are the first ${number(most)} of ${number(total)} rows.` };
}

/** The chart, as wide as the place it stands in. */
export function quickChart(data: readonly Row[], choice: Choice): HTMLElement {
  const { mark, x, y, color } = choice;
  const label = mark === "histogram"
    ? `Rows by ${x}`
    : `${y} by ${x}${color === null ? "" : ` and ${color}`}`;
  const body = html`<div class="chart-body"></div>` as HTMLElement;
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === 0 || width === drawn) return;
    drawn = width;
    body.replaceChildren(asImage(Plot.plot({ ...options(data, choice), width, ariaLabel: label })));
  }).observe(body);
  return body;
}

function options(data: readonly Row[], { mark, x, y, color }: Choice): Plot.PlotOptions {
  const colors = color === null ? 0 : new Set(data.map((row) => row[color])).size;
  const ink = color !== null && colors <= MOST_COLORS ? color : "var(--series-1)";
  const common = { marginLeft: 64, marginBottom: 42, x: { labelOffset: 36 }, y: { grid: true } };
  const scale = ink === color
    ? {
      color: {
        legend: true,
        range: Array.from({ length: MOST_COLORS }, (_, index) => `var(--series-${index + 1})`),
      },
    }
    : {};
  switch (mark) {
    case "line":
      return {
        ...common,
        ...scale,
        marks: [Plot.lineY(data, { x, y, stroke: ink, z: color, sort: x, tip: true })],
      };
    case "dots":
      return { ...common, ...scale, marks: [Plot.dot(data, { x, y, stroke: ink, tip: true })] };
    case "histogram":
      return {
        ...common,
        marks: [
          Plot.rectY(data, { ...Plot.binX({ y: "count" }, { x }), fill: "var(--series-1)", tip: true }),
          Plot.ruleY([0]),
        ],
      };
    case "bar":
      return {
        ...common,
        ...scale,
        marginLeft: 160,
        x: { labelOffset: 36, grid: true },
        y: { label: null },
        marks: [
          Plot.barX(data, { x: y, y: x, fill: ink, tip: true, sort: { y: null } }),
          Plot.ruleX([0]),
        ],
      };
  }
}
