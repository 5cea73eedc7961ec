/** The monthly report as a page: the sections that data/monthly.json composes, in the order it gives them. */
import { type Part, sentence } from "./answer.js";
import { type ReportChart, reportChart } from "./charts/monthly.js";
import { html } from "./dom.js";
import { notAvailable } from "./headline.js";
import { isShort } from "./table_rows.js";

export interface ReportTable {
  caption: string;
  columns: readonly { label: string; align: string }[];
  rows: readonly (readonly string[])[];
  note: string | null;
}

export type Block =
  | { kind: "paragraph"; text: readonly Part[] }
  | { kind: "table" } & ReportTable
  | { kind: "chart"; chart: ReportChart }
  | { kind: "missing"; title: string; because: string }
  | { kind: "terms"; terms: readonly { term: string; meaning: readonly Part[] }[] }
  | { kind: "signatures"; roles: readonly string[] };

export interface Report {
  sections: readonly { id: string; title: string; blocks: readonly Block[] }[];
}

/** The whole report, section by section. */
export function report({ sections }: Report): HTMLElement {
  return html`<div class="report">${
    sections.map(({ id, title, blocks }) =>
      html`<section class="report-section" aria-labelledby=${id}>
        <h2 id=${id}>${title}</h2>
        ${blocks.map(blockOf)}
      </section>`
    )
  }</div>` as HTMLElement;
}

/** Its table of contents, for readers on screen. */
export function contents({ sections }: Report): HTMLElement {
  return html`
    <nav class="report-contents" aria-label="Sections of the report">
      <ol>${sections.map(({ id, title }) => html`<li><a href=${`#${id}`}>${title}</a></li>`)}</ol>
    </nav>
  ` as HTMLElement;
}

function blockOf(block: Block): Node {
  switch (block.kind) {
    case "paragraph":
      return html`<p>${sentence(block.text)}</p>`;
    case "table":
      return tableOf(block);
    case "chart":
      return reportChart(block.chart);
    case "missing":
      return notAvailable(block.title, block.because);
    case "terms":
      return html`<dl class="terms">${
        block.terms.map(({ term, meaning }) =>
          html`
            <div>
              <dt>${term}</dt>
              <dd>${sentence(meaning)}</dd>
            </div>
          `
        )
      }</dl>`;
    case "signatures":
      return html`<div class="signatures">${
        block.roles.map((role) =>
          html`
            <div
              class="signature"><strong>${role}</strong><span>Name</span><span>Date</span><span>Signature</span></div>
          `
        )
      }</div>`;
  }
}

function tableOf({ caption, columns, rows, note }: ReportTable): Node {
  return html`<div class="table">
    <div class="table-scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="printed">
        <caption>${caption}</caption>
        <thead><tr>${
    columns.map(({ label, align }) => html`<th scope="col" class=${align}>${label}</th>`)
  }</tr></thead>
        <tbody>${
    rows.map((row) =>
      html`<tr>${
        row.map((cell, index) => {
          const align = columns[index]?.align ?? "left";
          return html`<td class=${isShort(cell) ? `${align} whole` : align}>${cell}</td>`;
        })
      }</tr>`
    )
  }</tbody>
      </table>
    </div>
    ${note === null ? null : html`<p class="note-line">${note}</p>`}
  </div>`;
}
