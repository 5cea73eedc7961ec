/** The figures a page leads with, and what is said where data are missing. */
import { html } from "./dom.js";

export interface Figure {
  label: string;
  /** The figure as written, with its unit. */
  value: Node | string;
  /** What it is measured against, or what it leaves out. */
  note?: string;
  /** Page that explains it. */
  href?: string;
}

/** A row of headline figures. */
export function headline(figures: readonly Figure[]): HTMLElement {
  return html`<dl class="headline">${
    figures.map(({ label, value, note, href }) =>
      html`<div class="figure">
        <dt>${href === undefined ? label : html`<a href=${href}>${label}</a>`}</dt>
        <dd class="figure-value">${value}</dd>
        ${note === undefined ? null : html`<dd class="figure-note">${note}</dd>`}
      </div>`
    )
  }</dl>` as HTMLElement;
}

/** Said in place of a chart or table that the data cannot support. */
export function notAvailable(title: string, because: string): HTMLElement {
  return html`
    <div class="unavailable" role="note">
      <strong>${title}</strong>
      <p>${because}</p>
    </div>
  ` as HTMLElement;
}
