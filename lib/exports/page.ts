/** The page of downloads as Markdown: every link, size and count stands in its HTML, for readers without scripts too. */
import { bytes, number } from "../wording/format.ts";
import type { Offer, Offers, TableOffer } from "./offers.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("$", "&#36;");

const link = ({ file, bytes: size }: Offer): string =>
  `<a href="./downloads/${file}" download="${file}">${file}</a>&ensp;<span class="muted">${
    bytes(size)
  }</span>`;

const fileRow = (offer: Offer): string =>
  `<tr><td class="left">${link(offer)}</td><td class="text">${escaped(offer.holds)}</td></tr>`;

function tableRow({ holds, rows, csv, parquet, left_out }: TableOffer): string {
  const note = left_out === "" ? "" : ` CSV: ${escaped(left_out)}.`;
  return `<tr><td class="left">${link(csv)}</td><td class="left">${link(parquet)}</td>` +
    `<td class="right">${number(rows)}</td><td class="text">${escaped(holds)}${note}</td></tr>`;
}

/** A table whose rows stand in the HTML. */
function staticTable(label: string, headings: readonly string[], rows: readonly string[]): string {
  const head = headings.map((heading) =>
    `<th scope="col" class="${heading === "Rows" ? "right" : "left"}">${heading}</th>`
  ).join("");
  return [
    `<div class="table files"><div class="table-scroll" tabindex="0" role="region" aria-label="Table: ${label}"><table>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table></div></div>",
  ].join("\n");
}

const PAGE_HEAD = `---
title: Downloads
---

# What can I take away?

\`\`\`js
import { answerTo, dateline } from "./components/answer.js";
\`\`\`

\`\`\`js
const answers = FileAttachment("data/answers.json").json();
\`\`\`

<div class="dateline">\${dateline(answers)}</div>

<p class="answer">\${answerTo("downloads", answers)}</p>`;

const READING = `<div class="reading">
<section>

## How to read them

The workbook's first sheet names the last day observed and the build. The build is a hash of all that the exports
hold: files with the same build belong together. Cells are typed, units stand in the headings, and a table too long
for its sheet says on the sheet what is left out.

CSV files follow RFC 4180: comma, CRLF, quotes doubled, UTF-8, decimal point, days as YYYY-MM-DD, nothing between
commas where a value is missing. Text that begins with <code>=</code>, <code>+</code>, <code>-</code> or
<code>@</code> has an apostrophe before it, so that no spreadsheet runs it as a formula; Parquet files and the
workbook have the text as it is.

</section>
<section>

## Where do the figures come from?

From the same snapshots as the pages. A test compares headline figures on pages, in the PDF, in the workbook and in
JSON. The [dictionary](./dictionary) says what each column means, the [provenance](./provenance) page what it was made
from, and the [workbench](./sql) answers questions without taking anything away.

</section>
</div>`;

/** The page. */
export function downloadsPage({ reports, tables, documents }: Offers): string {
  return [
    PAGE_HEAD,
    "## The report in one file",
    staticTable("reports", ["File", "What it holds"], reports.map(fileRow)),
    "## Tables",
    staticTable("tables", ["CSV", "Parquet", "Rows", "What it holds"], tables.map(tableRow)),
    "## Headline figures and definitions",
    staticTable("documents", ["File", "What it holds"], documents.map(fileRow)),
    READING,
  ].join("\n\n") + "\n";
}
