/** Tables a reader can sort, search, page through and take away as CSV. Only the rows of one page are drawn. */
import { html } from "./dom.js";
import { list, number, plural, words } from "./format.js";
import { csv, download, type Row } from "./rows.js";
import { pager } from "./table_pager.js";
import { aligned, bodyRows, type Column, headRow, isUnrecorded, writtenBy } from "./table_rows.js";
import { keepState, stateFrom, type TableState } from "./table_state.js";
import { searcher, sorted } from "./table_data.js";

export type { Column } from "./table_rows.js";
export type Columns = readonly (Column | string)[];

export interface TableOptions {
  columns: Columns;
  /** Name of the CSV file, without extension, and of the table in the page's address. */
  name: string;
  /** What it shows, to tell it from others of its name; the name when left out. */
  label?: string;
  /** Rows of a page. */
  limit?: number;
  /** Column sorted by at first, and which way. */
  sort?: { column: string; descending?: boolean };
  /** Shows columns even when no row says anything in them. */
  complete?: boolean;
  /** Said when there are no rows. */
  empty?: string;
  /** On a narrow screen each row is a card, its figures below their names. */
  cards?: boolean;
  /** Keeps order, search and page in the page's address; the name must then be the only one on its page. */
  kept?: boolean;
}

/** Rows from which searching is worth a field. */
const SEARCHABLE_ROWS = 20;

/** A table of rows. */
export function table(data: readonly Row[], options: TableOptions): HTMLElement {
  const {
    name,
    label = words(name),
    limit = 20,
    complete = false,
    empty = "No rows.",
    cards = false,
    kept = false,
  } = options;
  if (data.length === 0) return html`<p class="empty">${empty}</p>` as HTMLElement;
  const columns = options.columns.map((column) => aligned(column, data));
  const names = columns.map((column) => column.name);
  const asides = columns.filter((column) => column.aside === true);
  const details = columns.filter((column) => column.detail === true);
  const own = columns.filter((column) => !asides.includes(column) && !details.includes(column));
  const blank = own.filter(({ name }) => !complete && isUnrecorded(name, data));
  const inline = own.filter((column) => !blank.includes(column));
  const nothingUnder = blank.length === 0 ? "" : ` Nothing stands under ${list(blank.map(headingOf))}.`;
  const search = searcher(data, writtenBy([...inline, ...details, ...asides], data));
  const first = options.sort &&
    { column: options.sort.column, descending: options.sort.descending ?? false };
  let state = stateFrom(new URLSearchParams(kept ? location.search : ""), name, names, first);
  let found: readonly Row[] = [];

  const head = html`<thead></thead>` as HTMLElement;
  const body = html`<tbody></tbody>` as HTMLElement;
  const frame = html`<table aria-rowcount="0"><caption>${words(name)}</caption>${head}${body}</table>`;
  const scroll = html`<div class="table-scroll" tabindex="0" role="region" aria-label=${`Table: ${label}`}>
    ${frame}
  </div>` as HTMLElement;
  const status = html`<span class="table-status" role="status"></span>` as HTMLElement;
  const paper = html`<p class="table-paper"></p>` as HTMLElement;
  const pages = pager((page) => change({ page }));

  const draw = () => {
    const count = Math.max(1, Math.ceil(found.length / limit));
    state = { ...state, page: Math.min(state.page, count - 1) };
    const from = state.page * limit;
    const shown = found.slice(from, from + limit);
    head.replaceChildren(headRow(inline, state.sort, sortBy));
    body.replaceChildren(
      ...shown.flatMap((row, index) => bodyRows(row, from + index, inline, details)),
      ...(found.length === 0 ? [nothingFound(state.search, inline.length)] : []),
    );
    (frame as HTMLElement).ariaRowCount = String(1 + found.length * (1 + details.length));
    const range = count === 1 ? "" : `, ${number(from + 1)} to ${number(from + shown.length)} shown`;
    const whole = plural(data.length, "row");
    status.textContent = (found.length === data.length ? whole : `${number(found.length)} of ${whole}`) +
      range + (nothingUnder === "" ? "" : `.${nothingUnder}`);
    paper.textContent = range === "" ? "" : "The others are in the page's own table and its CSV.";
    pages.show(state.page, count);
  };
  const change = (next: Partial<TableState>) => {
    const order = "search" in next || "sort" in next;
    state = { ...state, page: 0, ...next };
    if (order) found = sorted(search(state.search), state.sort);
    draw();
    scroll.scrollTop = 0;
    if (kept) keepState(state, name, first);
  };
  const sortBy = (column: string) => {
    change({ sort: { column, descending: state.sort?.column === column && !state.sort.descending } });
    // Drawing replaced the button that was pressed.
    head.querySelectorAll("button")[inline.findIndex(({ name }) => name === column)]?.focus();
  };
  found = sorted(search(state.search), state.sort);
  draw();
  const save =
    html`<button type="button" class="quiet" title="All rows found, in this order">Download CSV</button>`;
  (save as HTMLButtonElement).onclick = () => download(`${name}.csv`, csv(found, names), "text/csv");
  return html`<div class=${cards ? "table cards" : "table"}>
    ${data.length >= SEARCHABLE_ROWS ? searchField(state.search, (text) => change({ search: text })) : null}
    ${scroll}
    <div class="table-foot">${status}${pages.element}${save}</div>
    ${paper}
  </div>` as HTMLElement;
}

/** A heading within a sentence, as it would stand above its column. */
const headingOf = ({ name, label = name }: Column) => `“${label}”`;

function nothingFound(search: string, columns: number): HTMLElement {
  return html`
    <tr>
      <td class="none-found" colspan=${columns}>Nothing found for “${search}”.</td>
    </tr>
  ` as HTMLElement;
}

function searchField(search: string, searchFor: (text: string) => void): HTMLElement {
  const input =
    html`<input type="search" placeholder="Search rows" aria-label="Search rows" value=${search}>`;
  const field = input as HTMLInputElement;
  field.oninput = () => searchFor(field.value);
  return html`<div class="table-search">${field}</div>` as HTMLElement;
}
