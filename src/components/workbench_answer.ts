/** The answer to a query: as a table or a quick chart, and as a file. Rows are read from Arrow as they are shown. */
import { html, nothing } from "./dom.js";
import { number } from "./format.js";
import { parquet } from "./parquet.js";
import { type Choice, drawable, kindOf, type Mark, MARKS, quickChart, suggested } from "./quick_chart.js";
import { type ArrowTable, csv, download, isoStamp, type Row, rows } from "./rows.js";
import { type Column, table } from "./table.js";

/** Rows read at a time. The shared table sorts and searches so many at once without a pause. */
const BLOCK = 10_000;

/** The answer, beginning with its table. */
export function answerView(result: ArrowTable): HTMLElement {
  const body = html`<div></div>` as HTMLElement;
  const message = html`<span role="status"></span>` as HTMLElement;
  const views = { Table: () => answerTable(result), Chart: () => answerChart(result) };
  const buttons = Object.entries(views).map(([label, draw]) => {
    const press = html`<button type="button" class="quiet">${label}</button>` as HTMLButtonElement;
    press.onclick = () => {
      for (const other of buttons) other.ariaPressed = String(other === press);
      body.replaceChildren(draw());
    };
    return press;
  });
  buttons[0]!.click();
  const save = (label: string, file: () => BlobPart[] | Promise<BlobPart[]>, name: string, type: string) => {
    const press = html`<button type="button" class="quiet">${label}</button>` as HTMLButtonElement;
    press.onclick = async () => {
      message.textContent = `Writing ${name} …`;
      try {
        download(name, new Blob(await file()), type);
        message.textContent = "";
      } catch (error) {
        message.textContent = error instanceof Error ? error.message : String(error);
      }
    };
    return press;
  };
  return html`<div>
    <div class="workbench-views">
      <span role="group" aria-label="Show the answer as">${buttons}</span>
      ${save("All rows as CSV", () => csvParts(result), "query.csv", "text/csv")}
      ${
    save(
      "All rows as Parquet",
      async () => [await parquet(result)],
      "query.parquet",
      "application/vnd.apache.parquet",
    )
  }
      ${message}
    </div>
    ${body}
  </div>` as HTMLElement;
}

/** The file in pieces, since one text of a million rows would be copied over and over. */
function csvParts(result: ArrowTable): string[] {
  const names = columnNames(result);
  return blocks(result).map((from) => {
    const text = csv(rows(result, from, from + BLOCK), names);
    return from === 0 ? text : text.slice(text.indexOf("\r\n") + 2);
  });
}

/** Where each block of rows begins; an empty result has one. */
function blocks({ numRows }: ArrowTable): number[] {
  return Array.from({ length: Math.max(1, Math.ceil(numRows / BLOCK)) }, (_, index) => index * BLOCK);
}

const columnNames = (result: ArrowTable) => result.schema.fields.map(({ name }) => name);

function answerTable(result: ArrowTable): HTMLElement {
  const place = html`<div></div>` as HTMLElement;
  const show = (from: number) =>
    place.replaceChildren(table(rows(result, from, from + BLOCK), {
      columns: result.schema.fields.map(({ name, type }) => column(name, String(type))),
      name: "query",
      limit: 50,
      complete: true,
      empty: "The query returned no rows.",
    }));
  show(0);
  return html`<div>
    ${result.numRows <= BLOCK ? nothing() : blockMenu(result, show)}${place}
  </div>` as HTMLElement;
}

/** Which rows of a long result are in the table. */
function blockMenu(result: ArrowTable, show: (from: number) => void): HTMLElement {
  const menu = html`<select>${
    blocks(result).map((from) =>
      html`<option value=${from}>${number(from + 1)} to ${
        number(Math.min(from + BLOCK, result.numRows))
      }</option>`
    )
  }</select>` as HTMLSelectElement;
  menu.onchange = () => show(Number(menu.value));
  return html`<p class="note-line">
    <label>Rows ${menu}</label> of ${
    number(result.numRows)
  } are in the table below, which sorts and searches only
    them. To sort or narrow down all rows, say so in the query.
  </p>` as HTMLElement;
}

/** Times of day stay visible, which a column of days does not need. */
function column(name: string, type: string): Column {
  if (!/^(Timestamp|Date64)/.test(type)) return { name };
  return {
    name,
    align: "left",
    format: (value) =>
      value instanceof Date ? isoStamp(value).replace("T", " ").replace(/(\.000)?Z$/, "") : "–",
  };
}

function answerChart(result: ArrowTable): HTMLElement {
  const columns = result.schema.fields.map(({ name, type }) => ({ name, kind: kindOf(String(type)) }));
  const first = result.numRows === 0 ? undefined : suggested(columns);
  if (first === undefined) {
    return html`<p class="empty">A chart needs rows and a column of numbers.</p>` as HTMLElement;
  }
  const place = html`<div></div>` as HTMLElement;
  const note = html`<p class="note-line" role="status"></p>` as HTMLElement;
  const numbers = columns.filter(({ kind }) => kind === "number").map(({ name }) => name);
  const names = columns.map(({ name }) => name);
  let choice = first;
  const draw = () => {
    // A chart draws the first few thousand at most.
    const drawn = drawable(rows<Row>(result, 0, BLOCK), choice, result.numRows);
    note.textContent = drawn.note;
    place.replaceChildren(quickChart(drawn.rows, choice));
  };
  const change = (part: Partial<Choice>) => {
    choice = { ...choice, ...part };
    if (choice.mark === "histogram" && !numbers.includes(choice.x)) choice = { ...choice, x: numbers[0]! };
    const focused = fields.querySelector("select:focus")?.getAttribute("name");
    fields.replaceChildren(...menus());
    if (focused) fields.querySelector<HTMLSelectElement>(`select[name="${focused}"]`)?.focus();
    draw();
  };
  const menus = () => [
    menu(
      "mark",
      "Chart",
      MARKS,
      choice.mark,
      (mark) =>
        change({
          mark: mark as Mark,
          y: choice.y ?? numbers.find((name) => name !== choice.x) ?? numbers[0]!,
        }),
    ),
    menu(
      "x",
      choice.mark === "bar" ? "Bars" : "Across",
      choice.mark === "histogram" ? numbers : names,
      choice.x,
      (x) => change({ x }),
    ),
    ...(choice.mark === "histogram" ? [] : [
      menu(
        "y",
        choice.mark === "bar" ? "Length" : "Up",
        numbers,
        choice.y ?? numbers[0]!,
        (y) => change({ y }),
      ),
      menu(
        "color",
        "Colour",
        ["none", ...names],
        choice.color ?? "none",
        (name) => change({ color: name === "none" ? null : name }),
      ),
    ]),
  ];
  const fields = html`<div class="filters"></div>` as HTMLElement;
  fields.replaceChildren(...menus());
  draw();
  return html`<div>${fields}${note}${place}</div>` as HTMLElement;
}

function menu(
  name: string,
  label: string,
  options: readonly string[],
  value: string,
  choose: (value: string) => void,
): HTMLElement {
  const select = html`<select name=${name}>${
    options.map((option) => html`<option value=${option} selected=${option === value}>${option}</option>`)
  }</select>` as HTMLSelectElement;
  select.onchange = () => {
    choose(select.value);
  };
  return html`<label>${label}${select}</label>` as HTMLElement;
}
