import assert from "node:assert/strict";
import config from "../../observablehq.config.ts";
import { methodOf, snapshotsOf, sourcesLine } from "../../lib/site/sources.ts";

const PAGE = ["risk.parquet", "servers.parquet", "risk.parquet", "answers.json", "summary.json"]
  .map((name) => `FileAttachment("data/${name}")`).join("\n");

Deno.test("snapshotsOf: what a page reads of the fleet, once each, in order", () => {
  assert.deepEqual(snapshotsOf(PAGE), ["risk", "servers", "summary"]);
});

Deno.test("sourcesLine: each snapshot leads to the dictionary, then provenance and method", () => {
  const line = sourcesLine(PAGE, { method: "/how-it-works#risk" });
  assert.equal(
    line.replace(/<[^>]+>/g, ""),
    "Data: risk, servers, summary · Provenance · Method",
  );
  assert.match(line, /href="\/dictionary#servers"/);
  assert.match(line, /href="\/how-it-works#risk"/);
});

Deno.test("sourcesLine: a page that reads all names none, one that reads nothing has provenance alone", () => {
  const many = Array.from({ length: 13 }, (_, index) => `FileAttachment("data/t${index}.parquet")`).join(
    "\n",
  );
  assert.match(sourcesLine(many, { method: null }), /Data: every snapshot · /);
  assert.equal(sourcesLine("", { method: null }).replace(/<[^>]+>/g, ""), "Provenance");
});

Deno.test("methodOf: every page's method is a section that exists", async () => {
  const text = await Deno.readTextFile("src/how-it-works.md");
  const pages = config.pages.flatMap(({ pages }) => pages.map(({ path }) => path));
  const sections = [...pages, "/servers/A"].flatMap((path) => methodOf(path)?.split("#")[1] ?? []);
  assert.deepEqual(sections.filter((section) => !text.includes(`<h2 id="${section}">`)), []);
  assert.equal(methodOf("/how-it-works"), null);
  assert.equal(methodOf("/servers/A"), "/how-it-works#risk");
});
