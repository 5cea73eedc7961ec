/** What every column and setting means, as the dictionary page shows it. */
import { html } from "./dom.js";
import { number } from "./format.js";

export interface DictionaryColumn {
  name: string;
  type: string;
  unit: string | null;
  nullable: boolean;
  description: string;
  values: readonly string[] | null;
  minimum: number | null;
  maximum: number | null;
}

export interface DictionaryTable {
  name: string;
  description: string;
  key: readonly string[];
  columns: readonly DictionaryColumn[];
}

/** One snapshot: what it holds, its key, its columns. */
export function dictionaryTable(
  { name, description, key, columns }: DictionaryTable,
  { rows, note }: { rows: number | null; note: string | null },
): HTMLElement {
  return html`
    <section class="dictionary" id=${name}>
      <h3><code>${name}</code></h3>
      <p>${description}${rows === null ? "" : ` ${number(rows)} rows.`} Key: ${key.map((column, index) =>
        html`${index === 0 ? "" : ", "}<code>${column}</code>`
      )}.${note === null ? "" : ` The site carries ${note}.`}</p>
      <div class="table">
        <div class="table-scroll" tabindex="0" role="region" aria-label=${`Columns of ${name}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Type</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>${columns.map((column) => columnRow(name, column))}</tbody>
          </table>
        </div>
      </div>
    </section>
  ` as HTMLElement;
}

function columnRow(table: string, column: DictionaryColumn): HTMLElement {
  const { name, type, unit, nullable, description } = column;
  return html`
    <tr id=${`${table}.${name}`}>
      <td><code>${name}</code></td>
      <td class="type">${type.toLowerCase()}${unit === null ? "" : `, ${unit}`}${nullable
        ? ", may be missing"
        : ""}</td>
      <td>${description}${limits(column)}</td>
    </tr>
  ` as HTMLElement;
}

function limits({ values, minimum, maximum }: DictionaryColumn): Node | string {
  if (values !== null) {
    return html`. One of ${
      values.map((value, index) => html`${index === 0 ? "" : ", "}<code>${value}</code>`)
    }` as Node;
  }
  if (minimum !== null && maximum !== null) return `. From ${number(minimum)} to ${number(maximum)}`;
  if (minimum !== null) return `. At least ${number(minimum)}`;
  return maximum === null ? "" : `. At most ${number(maximum)}`;
}
