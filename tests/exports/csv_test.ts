/** CSV as every program reads it, and none runs it. */
import assert from "node:assert/strict";
import { parseCsv } from "hucre/csv";
import { z } from "zod";
import { csvLines, csvOf, guarded } from "../../lib/exports/csv.ts";
import { date, flag, serverId, single, text, whole } from "../../lib/pipeline/schemas/columns.ts";
import { snapshot } from "../../lib/pipeline/schemas/snapshot.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const COLUMNS = [{ name: "a", type: "VARCHAR" }, { name: "b", type: "DOUBLE" }] as const;

Deno.test("csvLines: RFC 4180 quotes, a missing value is nothing, an empty text is quoted", () => {
  const rows = [{ a: 'say "no", twice', b: -1.5 }, { a: "two\r\nlines", b: null }, { a: "", b: 0 }, {
    a: null,
    b: 1e-7,
  }];
  assert.equal(csvLines(rows, COLUMNS), '"say ""no"", twice",-1.5\r\n"two\r\nlines",\r\n"",0\r\n,1e-7\r\n');
});

Deno.test("csvLines: an independent reader finds the same fields", () => {
  const texts = ['"', ",", "a\r\nb", 'a"b', "é–ü", "plain", " spaced "];
  const read = parseCsv(csvLines(texts.map((a) => ({ a, b: 1 })), COLUMNS), { delimiter: "," });
  assert.deepEqual(read.map(([a]) => a), texts);
});

Deno.test("guarded: text that looks like a formula is text; numbers below zero stay numbers", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) assert.equal(guarded(`${start}1`), `'${start}1`);
  assert.equal(guarded("SRV-0001"), "SRV-0001");
  assert.equal(csvLines([{ a: '=HYPERLINK("x")', b: -2 }], COLUMNS), '"\'=HYPERLINK(""x"")",-2\r\n');
});

const readings = snapshot({
  name: "readings",
  description: "Some readings",
  key: ["server_id"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day"),
    load: single("Load").nullable(),
    over: flag("Over"),
    days: whole("Days"),
    note: text("Note"),
  }),
});

async function written(rows: number, limit: number) {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.run(`CREATE TABLE readings AS
      SELECT 'S' || i AS server_id, DATE '2025-12-31' AS date, CAST(i AS REAL) + CAST(0.1 AS REAL) AS load,
        i % 2 = 0 AS over, CAST(i AS INTEGER) AS days, '' AS note
      FROM range(${rows}) AS t(i)`);
    const warnings: string[] = [];
    const file = await csvOf(readings, warehouse, limit, (message) => warnings.push(message));
    return { text: await new Response(file.bytes).text(), rows: file.rows, warnings };
  } finally {
    warehouse.close();
  }
}

Deno.test("csvOf: names first, ISO days, decimal points, single precision with its own digits", async () => {
  const { text, rows, warnings } = await written(2, 10);
  assert.equal(
    text,
    'server_id,date,load,over,days,note\r\nS0,2025-12-31,0.1,true,0,""\r\nS1,2025-12-31,1.1,false,1,""\r\n',
  );
  assert.deepEqual([rows, warnings], [2, []]);
});

Deno.test("csvOf: rows beyond a chunk follow in order; what the limit leaves out is said", async () => {
  const { text, rows, warnings } = await written(50_000, 45_000);
  const days = text.trimEnd().split("\r\n").slice(1).map((line) => Number(line.split(",")[4]));
  assert.equal(days.length, 45_000);
  assert.ok(days.every((day, index) => day === index));
  assert.deepEqual(warnings, ["the first 45000 of 50000 rows; readings.parquet has all"]);
  assert.equal(rows, 45_000);
});
