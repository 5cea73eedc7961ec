/** What the page on method names exists: files, snapshots, settings, pages. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";

const PAGE = await Deno.readTextFile("src/how-it-works.md");
const all = (pattern: RegExp) => [...PAGE.matchAll(pattern)].map(([, found]) => found!);

Deno.test("how it works: every file and folder it names is there", () => {
  const named = all(/<code>((?:lib|config)\/[^<]+)<\/code>/g);
  assert.ok(named.length > 30);
  assert.deepEqual(named.filter((path) => !existsSync(path)), []);
});

Deno.test("how it works: every snapshot it links to is in the dictionary", () => {
  const known = new Set(SNAPSHOTS.map(({ name }) => name));
  assert.deepEqual(all(/dictionary\.html#(\w+)/g).filter((name) => !known.has(name)), []);
});

Deno.test("how it works: every page it links to is there", () => {
  const linked = all(/href="\.\/([\w-]+)\.html/g);
  assert.deepEqual(linked.filter((page) => !existsSync(`src/${page}.md`)), []);
});

Deno.test("how it works: each section says what it is made by", () => {
  assert.equal(all(/<h2 (id)=/g).length, all(/<p class="(made-by)">/g).length);
});
