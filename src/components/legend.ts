/** What the marks of a chart mean, in the shapes they are drawn in. */
import { html, svg } from "./dom.js";

interface MarkItem {
  label: string;
  color: string;
  /** How the mark looks in the chart. */
  mark: "line" | "dash" | "band" | "bar" | "dot" | "ring";
}

/** A sample drawn elsewhere, such as the shape of a risk level. */
interface SampleItem {
  label: string;
  sample: Node;
}

export type LegendItem = MarkItem | SampleItem;

export type Legend = readonly LegendItem[];

/** A legend as a list. */
export function legend(items: Legend): HTMLElement {
  return html`<ul class="legend">${
    items.map((item) =>
      html`<li>${
        "sample" in item ? item.sample : sample(item.color, item.mark)
      }<span>${item.label}</span></li>`
    )
  }</ul>` as HTMLElement;
}

function sample(color: string, mark: MarkItem["mark"]): SVGElement {
  const shape = {
    line: () =>
      svg`
        <line x1="0" x2="20" y1="6" y2="6" stroke=${color} stroke-width="2" />
      `,
    dash: () =>
      svg`
        <line x1="0" x2="20" y1="6" y2="6" stroke=${color} stroke-width="2" stroke-dasharray="5 3" />
      `,
    band: () =>
      svg`
        <rect x="0" y="1" width="20" height="10" fill=${color} fill-opacity="0.25" />
      `,
    bar: () => svg`<rect x="4" y="0" width="12" height="12" fill=${color} />`,
    dot: () => svg`<circle cx="10" cy="6" r="4.5" fill=${color} />`,
    ring: () =>
      svg`
        <circle cx="10" cy="6" r="4" fill="none" stroke=${color} stroke-width="2" />
      `,
  }[mark]();
  return html`<svg width="20" height="12" viewBox="0 0 20 12" aria-hidden="true">${shape}</svg>` as SVGElement;
}
