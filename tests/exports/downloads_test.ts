/** What is on offer, and how the page of downloads offers it. */
import assert from "node:assert/strict";
import { type Made, type Offers, offersOf } from "../../lib/exports/offers.ts";
import { downloadsPage } from "../../lib/exports/page.ts";
import { csvFile } from "../../lib/pipeline/schemas/files.ts";
import { file } from "../../lib/pipeline/schemas/file.ts";
import { savings } from "../../lib/pipeline/schemas/savings.ts";
import { summary } from "../../lib/pipeline/schemas/summary.ts";
import { namesOf, publishDownloads } from "../../lib/site/downloads.ts";

const book = file({ name: "book.xlsx", description: "A <workbook> of $1" });
const made = (rows: number, bytes: number, warnings: string[] = []): Made => ({ rows, bytes, warnings });
const MADE = new Map([
  ["book.xlsx", made(10, 1_600_000)],
  ["savings", made(46, 3_627)],
  ["savings.csv", made(40, 4_880, ["the first 40 of 46 rows; savings.parquet has all"])],
  ["summary", made(1, 900)],
]);
const ON_OFFER = { files: [book, csvFile(savings)], tables: [savings], documents: [summary] };
const offers = (): Offers => offersOf(MADE, ON_OFFER);

Deno.test("offersOf: one file reports, tables twice, documents as JSON", () => {
  assert.deepEqual(namesOf(offers()), ["book.xlsx", "savings.csv", "savings.parquet", "summary.json"]);
  assert.throws(
    () => offersOf(new Map(), ON_OFFER),
    /Cannot offer "book.xlsx" as the pipeline must have made it/,
  );
});

Deno.test("downloadsPage: asks a question, dates itself, answers it", () => {
  const page = downloadsPage(offers());
  assert.match(page, /^# .+\?$/m);
  assert.match(page, /<div class="dateline">\$\{/);
  assert.match(page, /<p class="answer">\$\{/);
});

Deno.test("downloadsPage: every file is a plain link with its size; what a CSV leaves out is said", () => {
  const page = downloadsPage(offers());
  for (const name of namesOf(offers())) {
    assert.ok(page.includes(`<a href="./downloads/${name}" download="${name}">${name}</a>`), name);
  }
  assert.match(page, /1\.6\u202fMB/);
  assert.match(page, />46</);
  assert.match(page, /CSV: the first 40 of 46 rows; savings\.parquet has all\./);
});

Deno.test("downloadsPage: descriptions are text, neither HTML nor expressions", () => {
  assert.match(downloadsPage(offers()), /A &lt;workbook&gt; of &#36;1/);
});

Deno.test("publishDownloads: plain names, and pages at any depth link to them", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/_file/downloads`, { recursive: true });
    await Deno.mkdir(`${root}/servers`);
    await Deno.writeTextFile(`${root}/_file/downloads/risk.12ab34cd.csv`, "risk");
    await Deno.writeTextFile(`${root}/risk.html`, '<a href="./_file/downloads/risk.12ab34cd.csv" download>');
    await Deno.writeTextFile(`${root}/servers/a.html`, '<a href="../_file/downloads/risk.12ab34cd.csv">');
    await publishDownloads(root);
    assert.equal(await Deno.readTextFile(`${root}/downloads/risk.csv`), "risk");
    assert.equal(await Deno.readTextFile(`${root}/risk.html`), '<a href="./downloads/risk.csv" download>');
    assert.equal(await Deno.readTextFile(`${root}/servers/a.html`), '<a href="../downloads/risk.csv">');
    await assert.rejects(Deno.stat(`${root}/_file/downloads`), Deno.errors.NotFound);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
