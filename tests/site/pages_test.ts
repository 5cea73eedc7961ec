/** What pages promise in their source, whatever the data. */
import assert from "node:assert/strict";
import { SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";
import { TABLES } from "../../lib/site/tables/made_of.ts";
import config from "../../observablehq.config.ts";

const PAGES = (await Array.fromAsync(Deno.readDir("src")))
  .map(({ name }) => name)
  .filter((name) => name.endsWith(".md"))
  .sort();
/** Pages made by a loader; their own tests hold them to account. */
const MADE = ["downloads.md"];
const source = (page: string) => Deno.readTextFile(`src/${page}`);

Deno.test("sidebar: every page is in it, and nothing else", () => {
  const listed = config.pages.flatMap((section) => section.pages.map(({ path }) => `${path.slice(1)}.md`))
    .sort();
  assert.deepEqual(listed, [...PAGES, ...MADE].sort());
});

Deno.test("workbench: every snapshot can be queried", async () => {
  const page = await source("sql.md");
  const offered = [...page.matchAll(/FileAttachment\("data\/(\w+)\.parquet"\)/g)].map(([, name]) => name)
    .sort();
  assert.deepEqual(offered, SNAPSHOTS.map(({ name }) => name).sort());
});

/** The page's prose: no code, no formulas, no tags, no computed parts. */
function prose(page: string): string {
  return page
    .replace(/^---[\s\S]*?\n---\n/, "")
    .replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .replace(/\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, "")
    .replace(/<code>[\s\S]*?<\/code>/g, "")
    .replace(/<math>[\s\S]*?<\/math>/g, "")
    .replace(/<[^>]+>/g, "");
}

for (const page of PAGES) {
  Deno.test(`${page}: asks a question, dates itself, answers it`, async () => {
    const text = await source(page);
    assert.match(text, /^# .+\?$/m);
    assert.match(text, /<div class="dateline">/);
    assert.match(text, /<p class="answer">/);
  });

  Deno.test(`${page}: no name is defined twice by its cells`, async () => {
    const text = (await source(page)).replace(/^````[\s\S]*?^````$/gm, "");
    const cells = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code!).join("");
    const named = [...cells.matchAll(/^(?:const|let|var|function|class) (\w+)/gm)].map(([, name]) => name!);
    const queried = [...text.matchAll(/^```sql id=(\w+)/gm)].map(([, name]) => name!);
    const names = [...named, ...queried];
    assert.deepEqual(names.filter((name, index) => names.indexOf(name) < index), []);
  });

  Deno.test(`${page}: no figure is typed into its prose`, async () => {
    const text = prose(await source(page));
    assert.match(text, /\w+ \w+ \w+/, "there is prose to look at");
    const typed = text.match(/.{0,30}(?<![A-Za-z])\d[\d.,]*.{0,30}/g) ?? [];
    // The names of intervals and percentiles are definitions and no results.
    const figures = typed.filter((text) => !/80 % intervals|P\d\d\b/.test(text));
    assert.deepEqual(figures, []);
  });

  Deno.test(`${page}: every value it fetches is a snapshot or a document of this project`, async () => {
    const known = new Set([
      ...SNAPSHOTS.map(({ name }) => `data/${name}.parquet`),
      ...Object.keys(TABLES).map((name) => `data/pages/${name}.parquet`),
      ...[
        "answers",
        "monthly",
        "summary",
        "settings",
        "dictionary",
        "provenance",
        "carried",
        "run",
        "changes",
        "server_index",
        "replay_index",
        "whatif_index",
        "drift",
        "model_cards",
      ].map((
        name,
      ) => `data/${name}.json`),
    ]);
    const fetched = [...(await source(page)).matchAll(/FileAttachment\("([^"]+)"\)/g)].map(([, name]) =>
      name!
    );
    assert.deepEqual(fetched.filter((name) => !known.has(name)), []);
  });
}

Deno.test("pages and components: what comes from the data is never read as HTML or code", async () => {
  const read = async (folder: string): Promise<[string, string][]> => {
    const found: [string, string][] = [];
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory && !name.startsWith(".")) found.push(...await read(path));
      else if (/\.(md|ts)$/.test(name)) found.push([path, await Deno.readTextFile(path)]);
    }
    return found;
  };
  const files = await read("src");
  assert.ok(files.length > 30);
  const unsafe =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment/;
  assert.deepEqual(files.filter(([, text]) => unsafe.test(text)).map(([path]) => path), []);
});
