/** The head and the rows of a table. */
import { html } from "./dom.js";
import { inWords, words } from "./format.js";
import type { Cell, Row } from "./rows.js";
import { serverCell } from "./server_link.js";
import { decimalsOf, plain, type Sort, type Written } from "./table_data.js";

export interface Column {
  name: string;
  /** Heading; the name when left out. */
  label?: string;
  /** What it means, for the reader who rests on the heading. */
  help?: string;
  /** How a value is written. Sorting and CSV always use the value itself. */
  format?: (value: Cell, row: Row) => Node | string;
  align?: "left" | "right" | "text";
  /** Written on a line of its own below the row, after its label if it has one, for a sentence that would not fit a column. */
  detail?: boolean;
  /** Not shown: searched and saved with the rest. */
  aside?: boolean;
}

export type AlignedColumn = Column & Required<Pick<Column, "align" | "format">>;

/** Characters from which a value reads as a sentence and may run over several lines. */
const SENTENCE = 36;

/** Numbers are set to the right with the same decimals, so that their digits line up. */
export function aligned(column: Column | string, data: readonly Row[]): AlignedColumn {
  const given = linked(typeof column === "string" ? { name: column } : column);
  const values = data.map((row) => row[given.name] ?? null);
  const first = values.find((value) => value !== null);
  if (typeof first === "number") {
    const decimals = decimalsOf(values);
    return { align: "right", format: (value) => plain(value, decimals), ...given };
  }
  if (given.detail === true) return { align: "text", format: (value) => inWords(plain(value)), ...given };
  const sentences = values.some((value) => typeof value === "string" && value.length >= SENTENCE);
  return { align: sentences ? "text" : "left", format: (value) => plain(value), ...given };
}

/** A server's name leads to its page wherever a table has it. */
function linked(column: Column): Column {
  return column.name === "server_id" ? { format: serverCell, ...column } : column;
}

/** Whether no row says anything: such a column is named below the table instead of shown empty. */
export function isUnrecorded(name: string, data: readonly Row[]): boolean {
  return data.every((row) => ["", "unknown"].includes(String(row[name] ?? "")));
}

/** Cells as a reader sees them; where that is more than text, as the value in words. */
export function writtenBy(columns: readonly AlignedColumn[], data: readonly Row[]): Written {
  const [first] = data;
  const asText = columns.map(({ name, format }) =>
    first !== undefined && typeof format(first[name] ?? null, first) === "string"
  );
  return (row) =>
    columns.map(({ name, format }, index) => {
      const value = row[name] ?? null;
      return asText[index] ? String(format(value, row)) : words(plain(value));
    });
}

/** Letters up to which what a cell says stays on one line on paper. */
const SHORT = 20;

/** Whether a cell says little: a name, a date, a few words. */
export const isShort = (text: string): boolean => text.length <= SHORT;

/** The headings; pressing one sorts. */
export function headRow(
  columns: readonly AlignedColumn[],
  sort: Sort | undefined,
  sortBy: (column: string) => void,
): HTMLElement {
  return html`<tr aria-rowindex="1">${
    columns.map(({ name, label = name, help, align }) => {
      const order = sort?.column !== name ? "none" : sort.descending ? "descending" : "ascending";
      const press = html`<button type="button" title=${help ?? null}>${label.replaceAll(" %", "\u202f%")}${
        arrow(order)
      }</button>`;
      (press as HTMLButtonElement).onclick = () => sortBy(name);
      return html`<th scope="col" class=${align} aria-sort=${order}>${press}</th>`;
    })
  }</tr>` as HTMLElement;
}

function arrow(order: "none" | "ascending" | "descending"): SVGElement {
  const path = { none: "M0 0", ascending: "M1 6 4 2 7 6", descending: "M1 2 4 6 7 2" }[order];
  return html`
    <svg class="sort" width="8" height="8" aria-hidden="true">
      <path d=${path}
        fill="none" stroke="currentColor" stroke-width="1.5" />
    </svg>
  ` as SVGElement;
}

/** A row and the lines below it. Each counts as a row of the table; `index` is the row's place, from 0. */
export function bodyRows(
  row: Row,
  index: number,
  inline: readonly AlignedColumn[],
  details: readonly AlignedColumn[],
): HTMLElement[] {
  const place = 2 + index * (1 + details.length);
  const written = ({ name, format }: AlignedColumn) => format(row[name] ?? null, row);
  const cells = inline.map((column) => {
    const said = written(column);
    const short = isShort(typeof said === "string" ? said : said.textContent ?? "");
    return html`
      <td class=${short ? `${column.align} whole` : column.align}
        data-label=${column.label ?? column.name}>${said}</td>
    `;
  });
  const said = details.filter(({ name }) => (row[name] ?? "") !== "");
  const below = said.map((column, line) =>
    html`
      <tr class="detail" aria-rowindex=${place + 1 + line}>
        <td colspan=${inline.length}>
          <div>${column.label === undefined ? null : html`<strong>${column.label}: </strong>`}${written(
            column,
          )}</div>
        </td>
      </tr>
    `
  );
  const first = html`<tr class=${
    below.length > 0 ? "with-detail" : null
  } aria-rowindex=${place}>${cells}</tr>`;
  return [first, ...below] as HTMLElement[];
}
