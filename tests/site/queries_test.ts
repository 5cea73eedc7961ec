import assert from "node:assert/strict";
import { INDEX_QUERIES } from "../../src/components/index_queries.ts";
import { MONTHLY_QUERIES } from "../../src/components/monthly_queries.ts";
import { quoted } from "../../src/components/queries.ts";
import { serverQueries } from "../../src/components/server/queries.ts";
import { WHAT_IF_QUERIES } from "../../src/components/what_if_queries.ts";
import { SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";
import { serverRisk } from "../../lib/pipeline/schemas/server_risk.ts";
import { withTables } from "../tables.ts";

const EVERY = SNAPSHOTS.map((schema) => ({ schema, rows: [] }));

Deno.test("queries: each names tables and columns that the snapshots have", () =>
  withTables(EVERY, async (warehouse) => {
    for (
      const { sql } of [
        ...INDEX_QUERIES,
        ...MONTHLY_QUERIES,
        ...WHAT_IF_QUERIES,
        ...serverQueries("O'Brien-01"),
      ]
    ) {
      assert.ok(Array.isArray(await warehouse.query(sql)), sql);
    }
  }));

Deno.test("queries: the first page's levels are counted per server", () =>
  withTables([{
    schema: serverRisk,
    rows: [{ server_id: "A", level: "ok" }, { server_id: "B", level: "ok" }, {
      server_id: "C",
      level: "high",
    }],
  }], async (warehouse) => {
    assert.deepEqual(await warehouse.query(INDEX_QUERIES[0]!.sql), [
      { level: "ok", servers: 2 },
      { level: "high", servers: 1 },
    ]);
  }));

Deno.test("quoted: a quote within a name stays within it", () => {
  assert.equal(quoted("O'Brien"), "'O''Brien'");
});

/** Pages about the report and its tools: what they show is no snapshot. */
const ABOUT = ["authors", "dictionary", "how-it-works", "provenance", "sql"];

Deno.test("pages: each that shows the fleet shows the queries it rests on, or leads to a page that does", async () => {
  const without: string[] = [];
  for await (const { name } of Deno.readDir("src")) {
    if (!name.endsWith(".md")) continue;
    const page = name.slice(0, -".md".length);
    const text = await Deno.readTextFile(`src/${name}`);
    const shown = /The queries behind this page|queries\(|serverPage\(|```sql [^\n]*echo/.test(text);
    if (!shown && !ABOUT.includes(page)) without.push(page);
  }
  assert.deepEqual(without, []);
});
