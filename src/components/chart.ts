/** The one way a page draws a chart: named, described, with its unit, its source and its table. */
import { html } from "./dom.js";
import { siteHref } from "./site_link.js";
import * as Plot from "./plot.js";
import { type Legend, legend as drawLegend } from "./legend.js";
import type { Row } from "./rows.js";
import { type Columns, table } from "./table.js";

export interface Chart<T extends Row = Row> {
  /** The finding, as a sentence with its number. */
  title: string;
  /** What to see in it, and how: shown under the title and read out as the description. */
  takeaway: string;
  /** Unit of the values, such as "% of capacity". */
  unit: string;
  /** Snapshot the values come from. */
  source: string;
  /** Days covered. */
  window?: string;
  /** Model behind the values. */
  model?: string;
  /** Plot's options, given the width in pixels. */
  plot: (width: number) => Plot.PlotOptions;
  legend?: Legend;
  /** The values behind the chart. */
  table: { rows: readonly T[]; columns: Columns };
}

/** Pixels below which a page is still being laid out: no picture fits. */
const LEAST_WIDTH = 120;

const REQUIRED = ["title", "takeaway", "unit", "source"] as const;

/**
 * Draws a chart as a figure: title, takeaway, picture, caption and table.
 * @throws TypeError when the title, takeaway, unit, source or table is missing
 */
export function chart<T extends Row>(spec: Chart<T>): HTMLElement {
  requireParts(spec);
  const { title, takeaway, legend, table: { rows, columns } } = spec;
  return html`<figure class="chart" aria-label=${title}>
    <p class="chart-title">${title}</p>
    <p class="chart-takeaway">${takeaway}</p>
    ${legend === undefined ? null : drawLegend(legend)}
    ${picture(spec)}
    <figcaption>${caption(spec)}</figcaption>
    <details class="fold">
      <summary>The values behind this chart</summary>
      ${table(rows, { columns, name: spec.source, label: title, limit: 12 })}
    </details>
  </figure>` as HTMLElement;
}

/**
 * Drawn at once as wide as the page, which most charts are, so that nothing below it moves; drawn anew when its
 * own width turns out or becomes another.
 */
function picture<T extends Row>({ title, takeaway, plot }: Chart<T>): HTMLElement {
  const body = html`<div class="chart-body"></div>` as HTMLElement;
  let drawn = 0;
  const draw = (width: number) => {
    if (width < LEAST_WIDTH || width === drawn) return;
    drawn = width;
    const figure = Plot.plot({ ...roomy(plot(width)), width, ariaLabel: title, ariaDescription: takeaway });
    body.replaceChildren(asImage(figure));
  };
  draw(document.querySelector("main")?.clientWidth ?? 0);
  new ResizeObserver(([entry]) => draw(Math.floor(entry?.contentRect.width ?? 0))).observe(body);
  return body;
}

/**
 * One image to a screen reader: Plot names its picture but leaves it without a role, and names parts of it. Its rules
 * of style stand in the theme, as the page's policy allows none inline.
 */
export function asImage<T extends Element>(figure: T): T {
  for (const style of figure.querySelectorAll("style")) style.remove();
  for (const svg of figure.matches("svg") ? [figure] : figure.querySelectorAll(":scope > svg")) {
    svg.setAttribute("role", "img");
    for (const part of svg.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  }
  return figure;
}

/** Room for the axes' names, where they have one: the x axis's below its ticks, the y axis's above them. */
function roomy(options: Plot.PlotOptions): Plot.PlotOptions {
  if (options.axis === null) return options;
  const above = typeof options.y?.label === "string" ? { marginTop: 30 } : {};
  if (options.x?.label === null) return { ...above, ...options };
  return { ...above, marginBottom: 42, ...options, x: { labelOffset: 36, ...options.x } };
}

function caption<T extends Row>({ unit, window, model, source }: Chart<T>): Node {
  const parts = [capital(unit), window, model === undefined ? undefined : `model: ${model}`];
  return html`
    <span>${parts.filter((part) => part !== undefined).join(" · ")}${" · from "}</span><a
      href=${siteHref(`dictionary.html#${source}`)}><code>${source}</code></a>
  ` as Node;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function requireParts<T extends Row>(spec: Chart<T>): void {
  for (const part of REQUIRED) {
    if (typeof spec[part] !== "string" || spec[part].trim() === "") {
      throw new TypeError(`Cannot draw chart "${spec.title}" as it must have a ${part}: ${spec[part]}`);
    }
  }
  if (!Array.isArray(spec.table?.rows)) {
    throw new TypeError(`Cannot draw chart "${spec.title}" as it must have a table of its values`);
  }
}
