import assert from "node:assert/strict";
import { snapshotsOf, sourcesLine } from "../../lib/site/sources.ts";

const PAGE = ["risk.parquet", "servers.parquet", "risk.parquet", "answers.json", "summary.json"]
  .map((name) => `FileAttachment("data/${name}")`).join("\n");

Deno.test("snapshotsOf: what a page reads of the fleet, once each, in order", () => {
  assert.deepEqual(snapshotsOf(PAGE), ["risk", "servers", "summary"]);
});

Deno.test("sourcesLine: each snapshot leads to the dictionary, then provenance and method", () => {
  const line = sourcesLine(PAGE, { method: true });
  assert.equal(
    line.replace(/<[^>]+>/g, ""),
    "Data: risk, servers, summary · Provenance · Method",
  );
  assert.match(line, /href="\/dictionary#servers"/);
});

Deno.test("sourcesLine: a page that reads all names none, one that reads nothing has provenance alone", () => {
  const many = Array.from({ length: 13 }, (_, index) => `FileAttachment("data/t${index}.parquet")`).join(
    "\n",
  );
  assert.match(sourcesLine(many, { method: false }), /Data: every snapshot · /);
  assert.equal(sourcesLine("", { method: false }).replace(/<[^>]+>/g, ""), "Provenance");
});
