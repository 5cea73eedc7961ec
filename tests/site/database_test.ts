import assert from "node:assert/strict";
import { Cancelled, database, QueryError, type TableFile } from "../../src/components/database.ts";
import type { Client } from "../../src/components/duckdb.ts";

const EMPTY = { numRows: 0, schema: { fields: [] }, getChild: () => null };

/** A DuckDB that notes what it is asked, and fails or hangs where told. */
function fake(asked: string[]): Client {
  return {
    query(sql, parameters = []) {
      asked.push([sql.trim(), ...parameters].join(" | "));
      if (sql.includes("hang")) return new Promise(() => {});
      if (sql.includes("huge")) return Promise.reject(new Error("malloc of size 2147483648 failed"));
      return sql.includes("bad")
        ? Promise.reject(new Error(`oh\nLINE 1: ${sql}\n        ^`))
        : Promise.resolve(EMPTY);
    },
    insert: (name) => Promise.resolve(void asked.push(`insert ${name}`)),
    terminate: () => Promise.resolve(void asked.push("terminate")),
  };
}

const file = (href: string): TableFile => ({ href, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) });
const read = (table: TableFile) => table.arrayBuffer().then((bytes) => new Uint8Array(bytes));
const opening = (asked: string[]) => () => Promise.resolve(fake(asked));
/** Without what prepares a database just opened. */
const own = (asked: string[]) => asked.filter((sql) => !sql.startsWith("SET "));

Deno.test("database: fetches a table once, runs every statement in order", async () => {
  const asked: string[] = [];
  const db = database(opening(asked), read, { risk: file("1") });
  assert.deepEqual((await db.run("SELECT 1; FROM risk")).fetched, ["risk"]);
  assert.deepEqual((await db.run("FROM risk")).fetched, []);
  assert.deepEqual(own(asked), ["insert risk", "SELECT 1", "FROM risk", "FROM risk"]);
});

Deno.test("database: an error's place counts from the start of the whole text", async () => {
  const db = database(opening([]), read);
  await assert.rejects(db.run("SELECT 1;bad"), (error: QueryError) => error.place?.from === 9);
  await assert.rejects(db.run(" -- nothing"), QueryError);
});

Deno.test("database: cancelling ends the run and the database; the next query opens and fetches again", async () => {
  const asked: string[] = [];
  let opened = 0;
  const open = () => {
    opened += 1;
    return Promise.resolve(fake(asked));
  };
  const db = database(open, read, { risk: file("1") });
  await db.run("FROM risk");
  const run = db.run("hang");
  db.cancel();
  await assert.rejects(run, Cancelled);
  assert.deepEqual((await db.run("FROM risk")).fetched, ["risk"]);
  assert.equal(opened, 2);
  assert.ok(asked.includes("terminate"));
});

Deno.test("database: a query beyond the browser's memory ends the database; the next one has a new one", async () => {
  const asked: string[] = [];
  const db = database(opening(asked), read, { risk: file("1") });
  await db.open(["risk"]);
  assert.deepEqual((await db.run("FROM risk")).fetched, []);
  await assert.rejects(db.run("huge"), /not enough memory/);
  assert.ok(asked.includes("terminate"));
  assert.deepEqual((await db.run("FROM risk")).fetched, ["risk"]);
});

Deno.test("query: fetches only what it names, and hands on its parameters", async () => {
  const asked: string[] = [];
  const db = database(opening(asked), read, { risk: file("1"), servers: file("1") });
  await db.query("FROM risk WHERE metric = ?", ["cpu_p95"]);
  assert.deepEqual(own(asked), ["insert risk", "FROM risk WHERE metric = ? | cpu_p95"]);
});

Deno.test("offer: only a table whose file has changed is put in anew, when a query names it", async () => {
  const asked: string[] = [];
  const db = database(opening(asked), read);
  db.offer({ risk: file("1"), servers: file("1") });
  await db.query("FROM risk JOIN servers");
  db.offer({ risk: file("2"), servers: file("1") });
  asked.length = 0;
  await db.query("FROM servers");
  assert.deepEqual(asked, ["FROM servers"]);
  await Promise.all([db.query("FROM risk"), db.query("FROM risk LIMIT 1")]);
  assert.deepEqual(asked.slice(1), [
    'DROP TABLE IF EXISTS "risk"',
    "insert risk",
    "FROM risk",
    "FROM risk LIMIT 1",
  ]);
});

Deno.test("offer: a table that is no longer named is not found", async () => {
  const asked: string[] = [];
  const db = database(opening(asked), read);
  db.offer({ risk: file("1"), servers: file("1") });
  await db.query("FROM risk JOIN servers");
  db.offer({ servers: file("1") });
  asked.length = 0;
  await db.query("FROM risk");
  assert.deepEqual(own(asked), ["terminate", "FROM risk"]);
});

Deno.test("database: a table that could not be read is read again for the next query", async () => {
  const asked: string[] = [];
  const answers = [Promise.reject(new Error("Unable to load file: risk.parquet")), new ArrayBuffer(0)];
  const risk = { href: "1", arrayBuffer: () => Promise.resolve(answers.shift()!) };
  const db = database(opening(asked), read, { risk });
  await assert.rejects(db.query("FROM risk"), /Unable to load file/);
  await db.query("FROM risk");
  assert.deepEqual(own(asked), ['DROP TABLE IF EXISTS "risk"', "insert risk", "FROM risk"]);
});
