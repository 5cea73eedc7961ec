/** Tables a reader can sort, search and take away as CSV. */
import { html } from "./dom.js";
import { list, number, plural } from "./format.js";
import { type Cell, csv, download, type Row } from "./rows.js";
import { serverCell } from "./server_link.js";
import { decimalsOf, plain, searched, type Sort, sorted } from "./table_data.js";

export interface Column {
  name: string;
  /** Heading; the name when left out. */
  label?: string;
  /** What it means, for the reader who rests on the heading. */
  help?: string;
  /** How a value is written. Sorting and CSV always use the value itself. */
  format?: (value: Cell, row: Row) => Node | string;
  align?: "left" | "right" | "text";
  /** Written on a line of its own below the row, for a sentence that would not fit a column. */
  detail?: boolean;
}

export type Columns = readonly (Column | string)[];

export interface TableOptions {
  columns: Columns;
  /** Name of the CSV file, without extension. */
  name: string;
  /** Rows shown before the reader asks for more. */
  limit?: number;
  /** Column sorted by at first, and which way. */
  sort?: { column: string; descending?: boolean };
  /** Shows columns even when no row says anything in them. */
  complete?: boolean;
  /** Said when there are no rows. */
  empty?: string;
}

/** Rows from which searching is worth a field. */
const SEARCHABLE_ROWS = 20;
const MORE_ROWS = 100;

/** A table of rows. */
export function table(data: readonly Row[], options: TableOptions): HTMLElement {
  const { name, limit = 20, sort: first, complete = false, empty = "No rows." } = options;
  if (data.length === 0) return html`<p class="empty">${empty}</p>` as HTMLElement;
  const columns = options.columns.map((column) => aligned(column, data));
  const names = columns.map((column) => column.name);
  const blank = columns.filter((column) =>
    !complete && column.detail !== true && isUnrecorded(column.name, data)
  );
  const inline = columns.filter((column) => column.detail !== true && !blank.includes(column));
  const details = columns.filter((column) => column.detail === true);
  let sort: Sort | undefined = first && { column: first.column, descending: first.descending ?? false };
  let search = "";
  let shown = limit;

  const head = html`<thead></thead>` as HTMLElement;
  const body = html`<tbody></tbody>` as HTMLElement;
  const status = html`<span class="table-status" role="status"></span>` as HTMLElement;
  const more = button("", () => {
    shown += MORE_ROWS;
    draw();
  });
  const draw = () => {
    const found = sorted(searched(data, names, search), sort);
    const hidden = found.length - shown;
    head.replaceChildren(headRow(inline, sort, sortBy));
    body.replaceChildren(...found.slice(0, shown).flatMap((row) => bodyRows(row, inline, details)));
    more.hidden = hidden <= 0;
    more.textContent = `Show ${number(Math.min(hidden, MORE_ROWS))} more`;
    const count = found.length === data.length
      ? plural(data.length, "row")
      : `${number(found.length)} of ${plural(data.length, "row")}`;
    status.textContent = blank.length === 0 ? count : `${count}. Not recorded: ${list(blank.map(labelOf))}.`;
  };
  const sortBy = (column: string) => {
    sort = { column, descending: sort?.column === column && !sort.descending };
    draw();
    // Drawing replaced the button that was pressed.
    head.querySelectorAll("button")[inline.findIndex(({ name }) => name === column)]?.focus();
  };
  const searchFor = (text: string) => {
    search = text;
    draw();
  };
  draw();
  return html`<div class="table">
    ${data.length >= SEARCHABLE_ROWS ? searchField(searchFor) : null}
    <div class="table-scroll" tabindex="0" role="region" aria-label=${`Table: ${name}`}>
      <table>${head}${body}</table>
    </div>
    <div class="table-foot">
      ${status}${more}${button("Download CSV", () => download(`${name}.csv`, csv(data, names), "text/csv"))}
    </div>
  </div>` as HTMLElement;
}

type AlignedColumn = Column & Required<Pick<Column, "align" | "format">>;

/** Characters from which a value reads as a sentence and may run over several lines. */
const SENTENCE = 36;

/** Whether no row says anything: such a column is named below the table instead of shown empty. */
function isUnrecorded(name: string, data: readonly Row[]): boolean {
  return data.every((row) => ["", "unknown"].includes(String(row[name] ?? "")));
}

const labelOf = ({ name, label = name }: Column) => label.charAt(0).toLowerCase() + label.slice(1);

/** Numbers are set to the right with the same decimals, so that their digits line up. */
function aligned(column: Column | string, data: readonly Row[]): AlignedColumn {
  const given = linked(typeof column === "string" ? { name: column } : column);
  const values = data.map((row) => row[given.name] ?? null);
  const first = values.find((value) => value !== null);
  if (typeof first === "number") {
    const decimals = decimalsOf(values);
    return { align: "right", format: (value) => plain(value, decimals), ...given };
  }
  const sentences = values.some((value) => String(value ?? "").length >= SENTENCE);
  return { align: sentences ? "text" : "left", format: (value) => plain(value), ...given };
}

/** A server's name leads to its page wherever a table has it. */
function linked(column: Column): Column {
  return column.name === "server_id" ? { format: serverCell, ...column } : column;
}

function headRow(
  columns: readonly AlignedColumn[],
  sort: Sort | undefined,
  sortBy: (column: string) => void,
): HTMLElement {
  return html`<tr>${
    columns.map(({ name, label = name, help, align }) => {
      const order = sort?.column !== name ? "none" : sort.descending ? "descending" : "ascending";
      const press = html`<button type="button" title=${help ?? null}>${label}${arrow(order)}</button>`;
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

function bodyRows(
  row: Row,
  inline: readonly AlignedColumn[],
  details: readonly AlignedColumn[],
): HTMLElement[] {
  const written = ({ name, format }: AlignedColumn) => format(row[name] ?? null, row);
  const cells = inline.map((column) => html`<td class=${column.align}>${written(column)}</td>`);
  const below = details.filter(({ name }) => (row[name] ?? "") !== "").map((column) =>
    html`
      <tr class="detail">
        <td colspan=${inline.length}>${written(column)}</td>
      </tr>
    `
  );
  const first = html`<tr class=${below.length > 0 ? "with-detail" : null}>${cells}</tr>`;
  return [first, ...below] as HTMLElement[];
}

function searchField(searchFor: (text: string) => void): HTMLElement {
  const input =
    html`<input type="search" placeholder="Search rows" aria-label="Search rows">` as HTMLInputElement;
  input.oninput = () => searchFor(input.value);
  return html`<div class="table-search">${input}</div>` as HTMLElement;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const element = html`<button type="button" class="quiet">${label}</button>` as HTMLButtonElement;
  element.onclick = press;
  return element;
}
