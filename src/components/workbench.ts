/** SQL over every snapshot, in the page: write, run, read, take away. */
import { Cancelled, type Database, painted, QueryError } from "./database.js";
import { html } from "./dom.js";
import { plural, seconds } from "./format.js";
import { sqlEditor } from "./sql_editor.js";
import type { Place } from "./sql_text.js";
import { answerView } from "./workbench_answer.js";
import { browserShelf, readHistory, remembered, writeHistory } from "./workbench_history.js";
import { linkTo, queryIn } from "./workbench_link.js";
import { schemaBrowser, type SchemaTable } from "./workbench_schema.js";

export { schemaTables } from "./workbench_schema.js";

export interface Workbench {
  database: Database;
  tables: readonly SchemaTable[];
  examples: readonly { label: string; sql: string }[];
}

/** The workbench: tables to the left, editor and answer to the right. */
export function workbench({ database, tables, examples }: Workbench): HTMLElement {
  const linked = queryIn(location.hash);
  const status = html`<p class="workbench-status" role="status"></p>` as HTMLElement;
  const answer = html`<div class="workbench-answer"></div>` as HTMLElement;
  const run = button("Run", () => void execute(), "primary");
  const cancel = button("Cancel", () => database.cancel());
  cancel.hidden = true;
  const past = pastQueries((sql) => editor.write(sql));
  const editor = sqlEditor({
    text: linked ?? examples[0]?.sql ?? "",
    label: "SQL query",
    describedBy: "workbench-keys",
    tables,
    run: () => void execute(),
  });

  const execute = async () => {
    if (!cancel.hidden) return;
    [run.hidden, cancel.hidden, answer.ariaBusy] = [true, false, "true"];
    answer.replaceChildren();
    editor.mark(undefined);
    status.textContent = "Running …";
    const sql = editor.text();
    try {
      const { result, fetched, fetchSeconds, querySeconds } = await database.run(sql);
      status.textContent = `${plural(result.numRows, "row")} in ${seconds(querySeconds)}` +
        (fetched.length === 0 ? "" : ` after fetching ${fetched.join(", ")} in ${seconds(fetchSeconds)}`);
      answer.replaceChildren(answerView(result));
      past.add(sql);
    } catch (error) {
      fail(error);
    } finally {
      [run.hidden, cancel.hidden, answer.ariaBusy] = [false, true, "false"];
    }
  };
  const fail = (error: unknown) => {
    if (error instanceof Cancelled) {
      status.textContent =
        "Cancelled. Tables of the report are fetched again when a query names them; your own are gone.";
      return;
    }
    const place = error instanceof QueryError ? error.place : undefined;
    status.textContent = place === undefined
      ? "The query failed."
      : `The query failed at line ${place.line}, column ${place.column}.`;
    editor.mark(place);
    answer.replaceChildren(failure(error, place));
  };
  if (linked === undefined) {
    answer.ariaBusy = "true";
    void painted().then(execute);
  } else {
    status.textContent = "This query came with the link. Read it, then run it.";
    void painted().then(() => database.open());
  }
  const element = html`
    <div class="workbench">
      ${schemaBrowser(tables, editor.insert)}
      <div class="workbench-main">
        <div class="workbench-examples"><span>Start from</span>${examples.map(({ label, sql }) =>
          button(label, () => editor.write(sql))
        )}</div>
        ${editor.element}
        <div class="workbench-run">${run}${cancel}${button(
          "Copy link to this query",
          () => copyLink(editor.text(), status),
        )}
          <span id="workbench-keys">Ctrl or ⌘ + Enter runs, Esc cancels. Tab takes a suggestion when there are some
            and leaves the editor when there are none.</span></div>
        ${past.element}${status}${answer}
      </div>
    </div>
  ` as HTMLElement;
  element.onkeydown = (event) => {
    // The editor has its own use for Esc while it shows suggestions.
    if (event.key === "Escape" && !event.defaultPrevented && !cancel.hidden) database.cancel();
  };
  return element;
}

async function copyLink(sql: string, status: HTMLElement): Promise<void> {
  history.replaceState(null, "", linkTo(sql));
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent =
      "The link to this query is copied. Who opens it sees the query and decides to run it.";
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    status.textContent = "The browser does not let the page copy; the link is in the address bar.";
  }
}

/** Queries run before, to be taken up again. */
function pastQueries(take: (sql: string) => void): { element: HTMLElement; add(sql: string): void } {
  const shelf = browserShelf();
  let queries: readonly string[] = readHistory(shelf);
  const element = html`<details class="fold workbench-history"></details>` as HTMLElement;
  const keep = (next: readonly string[]) => {
    queries = next;
    draw(writeHistory(shelf, queries));
  };
  const draw = (kept: boolean) => {
    element.replaceChildren(
      html`<summary>Run before (${queries.length})</summary>`,
      html`<p>${kept ? "Kept in this browser only." : "Not kept: this browser's settings leave no room."} ${
        queries.length === 0 ? "" : button("Forget all", () => keep([]))
      }</p>`,
      html`<ol>${queries.map((sql) => html`<li>${button(sql, () => take(sql))}</li>`)}</ol>`,
    );
  };
  draw(shelf !== undefined);
  return { element, add: (sql) => keep(remembered(queries, sql)) };
}

function failure(error: unknown, place: Place | undefined): HTMLElement {
  const message = error instanceof Error ? error.message : String(error);
  return html`
    <div class="workbench-error" role="alert">
      <pre>${place === undefined ? message : message.replace(/\n+LINE \d+: [\s\S]*$/, "")}</pre>
    </div>
  ` as HTMLElement;
}

function button(label: string, press: () => void, kind = "quiet"): HTMLButtonElement {
  const element = html`<button type="button" class=${kind}>${label}</button>` as HTMLButtonElement;
  element.onclick = press;
  return element;
}
