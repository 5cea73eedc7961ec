/** What pages of large fleets rest on: searched names, thinned marks, files by their place, tables by their query. */
import assert from "node:assert/strict";
import { SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";
import { pageIndexOf } from "../../lib/site/servers/site.ts";
import { snapshotsOf } from "../../lib/site/sources.ts";
import { bindNamed } from "../../lib/site/tables/files.ts";
import { TABLES } from "../../lib/site/tables/made_of.ts";
import { drawn } from "../../src/components/charts/clusters.ts";
import { matching, meant } from "../../src/components/filter_menus.ts";
import { fileOf } from "../../src/components/server/detail.ts";

const NAMES = ["SRV-1", "SRV-10", "DB-7"].map((value) => ({ value, label: `${value}, Retail` }));

Deno.test("matching: options whose value or label holds the text, whatever its case", () => {
  assert.deepEqual(matching(NAMES, " srv ").map(({ value }) => value), ["SRV-1", "SRV-10"]);
  assert.equal(matching(NAMES, "retail").length, 3);
  assert.deepEqual(matching(NAMES, ""), NAMES);
});

Deno.test("meant: a whole name though others hold it, or the only one that holds the text", () => {
  assert.equal(meant(NAMES, "srv-1")?.value, "SRV-1");
  assert.equal(meant(NAMES, "db")?.value, "DB-7");
  assert.equal(meant(NAMES, "srv"), undefined);
});

Deno.test("drawn: all that fit, else an even part of each group", () => {
  const servers = Array.from({ length: 10 }, (_, index) => ({ cluster: index < 2 ? 1 : 2, index }));
  assert.equal(drawn(servers, 10), servers);
  assert.deepEqual(drawn(servers, 4).map(({ index }) => index), [0, 2, 5, 8]);
});

Deno.test("pageIndexOf, fileOf: a server's file by its place and hash", () => {
  const files = ["server-1.0123abcd.json", "server-2.ffff0000.json"];
  const index = pageIndexOf({ pages: "one", servers: ["A", "B"], files, first: "B" });
  assert.deepEqual(index.servers.map((name) => fileOf(index, name)), files);
  assert.equal(fileOf(index, "C"), null);
});

Deno.test("snapshotsOf: a table of the pages counts as the snapshot whose place it takes", () => {
  assert.deepEqual(
    snapshotsOf('FileAttachment("data/pages/risk_first.parquet") FileAttachment("data/risk.parquet")'),
    ["risk"],
  );
});

Deno.test("tables: each query gets the values it names, and no query is without a table", async () => {
  assert.equal(bindNamed("SELECT :large", { large: true, every: 7 }), "SELECT TRUE");
  const queries = await Array.fromAsync(Deno.readDir("lib/site/tables"));
  const named = queries.map(({ name }) => name).filter((name) => name.endsWith(".sql")).sort();
  assert.deepEqual(named, [...Object.keys(TABLES), "drawn_series"].map((name) => `${name}.sql`).sort());
});

Deno.test("tables: each is made anew when any snapshot its query reads has changed", async () => {
  const snapshots = new Set(SNAPSHOTS.map(({ name }) => name));
  for (const [table, sources] of Object.entries(TABLES)) {
    const query = await Deno.readTextFile(`lib/site/tables/${table}.sql`);
    const read = [...query.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, name]) => name!).filter((name) =>
      snapshots.has(name)
    );
    const followed = new Set([...sources, "servers"]);
    if (query.includes("drawn_series")) read.push("anomalies", "telemetry");
    assert.ok(read.length > 0, table);
    assert.deepEqual(read.filter((name) => !followed.has(name)), [], table);
  }
});
