import assert from "node:assert/strict";
import { drawable, kindOf, suggested } from "../../src/components/quick_chart.ts";
import { rows } from "../../src/components/rows.ts";
import { placeOf, statements } from "../../src/components/sql_text.ts";
import { readHistory, remembered, writeHistory } from "../../src/components/workbench_history.ts";
import { linkTo, queryIn } from "../../src/components/workbench_link.ts";
import { tablesWith } from "../../src/components/workbench_schema.ts";

const texts = (sql: string) => statements(sql).map(({ text }) => text.trim());

Deno.test("statements: parted by semicolons, not by those in strings, names, dollars and comments", () => {
  assert.deepEqual(texts("SELECT 1; SELECT 2"), ["SELECT 1", "SELECT 2"]);
  assert.deepEqual(texts("SELECT ';' AS \";\" -- ;\n"), ["SELECT ';' AS \";\" -- ;"]);
  assert.deepEqual(texts("SELECT 'it''s;', $$;$$, $a$;$a$ /* ; */;"), [
    "SELECT 'it''s;', $$;$$, $a$;$a$ /* ; */",
  ]);
});

Deno.test("statements: space and comments alone are none, an open string runs to the end", () => {
  assert.deepEqual(texts(" ;; -- nothing\n; /* at all */"), []);
  assert.deepEqual(texts("SELECT 'a; SELECT 2"), ["SELECT 'a; SELECT 2"]);
});

Deno.test("statements: each knows where it begins", () => {
  const sql = "SELECT 1;\nSELECT 2";
  assert.deepEqual(statements(sql).map(({ text, from }) => sql.slice(from) === text || from), [0, true]);
});

/** Messages as DuckDB 1.1.1 writes them. */
const MESSAGES: readonly [string, string, string][] = [
  ["SELECT * FORM x", 'syntax error at or near "x"\nLINE 1: SELECT * FORM x\n                      ^', "x"],
  ["SELECT 1 +\n  (2 *\n  bad)", 'Referenced column "bad" not found!\nLINE 3:   bad)\n          ^', "bad"],
  [
    "SELECT a FROM (SELECT 1 b) WHERE /* äöü */ zzz = 1",
    "not found!\nLINE 1: ...CT a FROM (SELECT 1 b) WHERE /* äöü */ zzz = 1\n" + " ".repeat(50) + "^",
    "zzz",
  ],
  ["SELECT 'unclosed", "unterminated quoted string\nLINE 1: SELECT 'unclosed\n               ^", "'unclosed"],
  ["SELECT 1 WHERE \n", "Parser Error: syntax error at end of input", "WHERE"],
];

for (const [sql, message, word] of MESSAGES) {
  Deno.test(`placeOf: the word ${word}`, () => {
    const place = placeOf(message, sql);
    assert.equal(sql.slice(place!.from, place!.to).trim(), word);
    assert.equal(sql.split("\n")[place!.line - 1]!.slice(place!.column - 1).startsWith(word), true);
  });
}

Deno.test("placeOf: nowhere when the message names no place of this text", () => {
  assert.equal(placeOf("Conversion Error: out of range", "SELECT 1"), undefined);
  assert.equal(placeOf("x\nLINE 9: SELECT\n        ^", "SELECT 1"), undefined);
  assert.equal(placeOf("x\nLINE 1: other\n        ^", "SELECT 1"), undefined);
});

Deno.test("suggested: a chart by what the columns hold", () => {
  const mark = (...types: string[]) =>
    suggested(types.map((type, index) => ({ name: `c${index}`, kind: kindOf(type) })))?.mark;
  assert.equal(mark("Date32<DAY>", "Float64"), "line");
  assert.equal(mark("Utf8", "Int32"), "bar");
  assert.equal(mark("Float64", "Decimal[18e+2]"), "dots");
  assert.equal(mark("Int64"), "histogram");
  assert.equal(mark("Utf8", "Bool"), undefined);
});

Deno.test("drawable: what is left out is said", () => {
  const many = Array.from({ length: 60 }, (_, x) => ({ x }));
  const bars = drawable(many, { mark: "bar", x: "x", y: "x", color: null }, 60);
  assert.equal(bars.rows.length, 50);
  assert.match(bars.note, /first 50 of 60/);
  assert.equal(drawable(many, { mark: "dots", x: "x", y: "x", color: null }, 60).note, "");
});

Deno.test("rows: a part of a table, and 64-bit integers inside a list", () => {
  const list = {
    numRows: 3,
    schema: { fields: [{ name: "a", type: "List<Int64>" }] },
    getChild: () => ({ get: (index: number) => [BigInt(index)] }),
  };
  assert.deepEqual(rows(list, 1, 9), [{ a: '["1"]' }, { a: '["2"]' }]);
});

Deno.test("remembered: latest first, each query once, no more than fifty", () => {
  assert.deepEqual(remembered(["b", "a"], " a "), ["a", "b"]);
  assert.deepEqual(remembered(["b"], "  "), ["b"]);
  assert.equal(remembered(Array.from({ length: 50 }, (_, n) => `${n}`), "new").length, 50);
});

Deno.test("history: read as written, cleared when empty; what others wrote there counts as none", () => {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  assert.ok(writeHistory(shelf, ["SELECT 1"]));
  assert.deepEqual(readHistory(shelf), ["SELECT 1"]);
  for (const key of kept.keys()) kept.set(key, "{oops");
  assert.deepEqual(readHistory(shelf), []);
  for (const key of kept.keys()) kept.set(key, "[1]");
  assert.deepEqual(readHistory(shelf), []);
  assert.ok(writeHistory(shelf, []));
  assert.equal(kept.size, 0);
  assert.equal(writeHistory(undefined, ["SELECT 1"]), false);
});

Deno.test("linkTo: brings any query back, in letters that mail leaves whole", () => {
  const sql = "SELECT 'ä;#%' AS \"x\"\nFROM f(1) -- don't!";
  assert.equal(queryIn(linkTo(sql)), sql);
  assert.match(linkTo(sql), /^#sql=[\w.~%-]+$/);
  assert.equal(queryIn("#elsewhere"), undefined);
  assert.equal(queryIn("#sql=%E0%A4%A"), undefined);
});

Deno.test("tablesWith: by name or column", () => {
  const table = (name: string, column: string) => ({
    name,
    description: "",
    columns: [{ name: column, type: "", description: "" }],
  });
  const tables = [table("risk", "level"), table("servers", "region")];
  assert.deepEqual(tablesWith(tables, "REG").map(({ name }) => name), ["servers"]);
  assert.deepEqual(tablesWith(tables, "").length, 2);
});
