/** SQL over every snapshot, in the page: write, run, read, take away. */
import { html } from "./dom.js";
import type { Database } from "./database.js";
import { number, plural, seconds } from "./format.js";
import { type ArrowTable, csv, download, rows } from "./rows.js";
import { table } from "./table.js";

export interface SchemaTable {
  name: string;
  description: string;
  /** What the site's copy leaves out. */
  note?: string;
  columns: readonly { name: string; type: string; description: string }[];
}

/** What we need of data/dictionary.json and data/provenance.json. */
interface Dictionary {
  snapshots: readonly {
    name: string;
    description: string;
    columns: readonly { name: string; type: string; description: string }[];
  }[];
}

interface Provenance {
  phases: readonly { snapshot: string; manifest: { slice: { note: string } | null } | null }[];
}

/** The tables the site carries, with what each column means and what is left out of it. */
export function schemaTables(
  dictionary: Dictionary,
  provenance: Provenance,
  names: readonly string[],
): SchemaTable[] {
  const notes = new Map(provenance.phases.map(({ snapshot, manifest }) => [snapshot, manifest?.slice?.note]));
  return dictionary.snapshots.filter(({ name }) => names.includes(name)).map((entry) => {
    const note = notes.get(entry.name);
    return { ...entry, ...(note === undefined ? {} : { note: `Here: ${note}.` }) };
  });
}

export interface Workbench {
  database: Database;
  tables: readonly SchemaTable[];
  examples: readonly { label: string; sql: string }[];
}

/** Rows drawn on the page; the download has them all. */
const DRAWN_ROWS = 10_000;

/** The workbench: tables to the left, editor and answer to the right. */
export function workbench({ database, tables, examples }: Workbench): HTMLElement {
  const editor = html`
    <textarea spellcheck="false" rows="8" aria-label="SQL query"
      aria-describedby="workbench-keys"></textarea>
  ` as HTMLTextAreaElement;
  const run = html`<button type="button" class="primary">Run</button>` as HTMLButtonElement;
  const status = html`<p class="workbench-status" role="status"></p>` as HTMLElement;
  const answer = html`<div class="workbench-answer" aria-live="polite"></div>` as HTMLElement;

  const execute = async () => {
    run.disabled = true;
    answer.ariaBusy = "true";
    answer.replaceChildren();
    status.textContent = "Running …";
    try {
      const { result, fetched, fetchSeconds, querySeconds } = await database.run(editor.value);
      status.textContent = `${plural(result.numRows, "row")} in ${seconds(querySeconds)}` +
        (fetched.length === 0 ? "" : ` after fetching ${fetched.join(", ")} in ${seconds(fetchSeconds)}`);
      answer.replaceChildren(answerTable(result));
    } catch (error) {
      status.textContent = "The query failed.";
      answer.replaceChildren(failure(error, tables));
    } finally {
      run.disabled = false;
      answer.ariaBusy = "false";
    }
  };
  run.onclick = execute;
  editor.onkeydown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!run.disabled) void execute();
  };
  const write = (text: string) => {
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
    editor.focus();
  };
  editor.value = examples[0]?.sql ?? "";
  void execute();
  return html`
    <div class="workbench">
      <nav class="workbench-schema" aria-label="Tables and columns">
          ${tables.map((entry) => schemaEntry(entry, write))}
        </nav>
      <div class="workbench-main">
          <div class="workbench-examples"><span>Start from</span>${examples.map((example) =>
            exampleButton(example, editor)
          )}</div>
          ${editor}
          <div class="workbench-run">${run}<span id="workbench-keys">Ctrl or ⌘ + Enter runs the query.</span></div>
          ${status}${answer}
        </div>
    </div>
  ` as HTMLElement;
}

function schemaEntry(
  { name, description, note, columns }: SchemaTable,
  write: (text: string) => void,
): HTMLElement {
  return html`
    <details>
      <summary><code>${name}</code></summary>
      <p>${description}${note === undefined ? null : html`
        <em>${note}</em>
      `}</p>
      <ul>${columns.map((column) => {
        const insert = html`<button type="button" title=${column.description}><code>${column.name}</code>
        <span>${column.type.toLowerCase()}</span></button>` as HTMLButtonElement;
        insert.onclick = () => write(column.name);
        return html`<li>${insert}</li>`;
      })}</ul>
    </details>
  ` as HTMLElement;
}

function exampleButton(
  { label, sql }: { label: string; sql: string },
  editor: HTMLTextAreaElement,
): HTMLElement {
  const button = html`<button type="button" class="quiet">${label}</button>` as HTMLButtonElement;
  button.onclick = () => {
    editor.value = sql;
    editor.focus();
  };
  return button;
}

function answerTable(result: ArrowTable): HTMLElement {
  const columns = result.schema.fields.map((field) => field.name);
  if (result.numRows <= DRAWN_ROWS) {
    return table(rows(result), {
      columns,
      name: "query",
      limit: 50,
      complete: true,
      empty: "The query returned no rows.",
    });
  }
  const all = rows(result);
  const save = html`<button type="button" class="quiet">Download all as CSV</button>` as HTMLButtonElement;
  save.onclick = () => download("query.csv", csv(all, columns), "text/csv");
  return html`<div>
    <p class="note-line">The first ${number(DRAWN_ROWS)} rows are shown. ${save}</p>
    ${table(all.slice(0, DRAWN_ROWS), { columns, name: "query", limit: 50, complete: true })}
  </div>` as HTMLElement;
}

function failure(error: unknown, tables: readonly SchemaTable[]): HTMLElement {
  const message = error instanceof Error ? error.message : String(error);
  return html`
    <div class="workbench-error" role="alert">
      <pre>${message.replace(/^Error: /, "")}</pre>
      <p>Tables: ${tables.map(({ name }, index) => html`${index === 0 ? "" : ", "}<code>${name}</code>`)}.</p>
    </div>
  ` as HTMLElement;
}
