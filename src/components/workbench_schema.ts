/** The tables that can be queried: what each holds, its columns, and a click that writes a name. */
import { html } from "./dom.js";

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
  }).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Tables in whose name or columns a word occurs. */
export function tablesWith(tables: readonly SchemaTable[], word: string): SchemaTable[] {
  const wanted = word.trim().toLowerCase();
  return tables.filter(({ name, columns }) =>
    [name, ...columns.map((column) => column.name)].some((each) => each.includes(wanted))
  );
}

/** The browser of tables and columns. */
export function schemaBrowser(tables: readonly SchemaTable[], insert: (text: string) => void): HTMLElement {
  const entries = new Map(tables.map((entry) => [entry.name, schemaEntry(entry, insert)]));
  const field = html`
    <input type="search" placeholder="Find a table or column"
      aria-label="Find a table or column">
  ` as HTMLInputElement;
  const none = html`<p hidden>No table or column of that name.</p>` as HTMLElement;
  field.oninput = () => {
    const found = new Set(tablesWith(tables, field.value).map(({ name }) => name));
    for (const [name, element] of entries) element.hidden = !found.has(name);
    none.hidden = found.size > 0;
  };
  return html`<nav class="workbench-schema" aria-label="Tables and columns">
    ${field}${none}${[...entries.values()]}
  </nav>` as HTMLElement;
}

function schemaEntry(
  { name, description, note, columns }: SchemaTable,
  insert: (text: string) => void,
): HTMLElement {
  const written = (text: string, content: Node, help: string) => {
    const button = html`<button type="button" title=${help}>${content}</button>` as HTMLButtonElement;
    button.onclick = () => insert(text);
    return button;
  };
  return html`
    <details>
      <summary><code>${name}</code></summary>
      <p>${description}${note === undefined ? null : html`
        <em>${note}</em>
      `}</p>
      <ul>
        <li>${written(name, html`<em>the table's name</em>`, `Write ${name} into the query`)}</li>
        ${columns.map((column) =>
          html`<li>${
            written(
              column.name,
              html`
                <code>${column.name}</code>
                <span>${column.type.toLowerCase()}</span>
              `,
              column.description,
            )
          }</li>`
        )}
      </ul>
    </details>
  ` as HTMLElement;
}
