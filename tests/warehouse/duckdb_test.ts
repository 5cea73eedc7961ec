import assert from "node:assert/strict";
import { type DuckDBWarehouse, openWarehouse } from "../../lib/warehouse/duckdb.ts";

async function withWarehouse(run: (warehouse: DuckDBWarehouse) => Promise<void>): Promise<void> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await run(warehouse);
  } finally {
    warehouse.close();
  }
}

const TYPES = { server: "VARCHAR", day: "DATE", load: "REAL", over: "BOOLEAN", note: "VARCHAR" } as const;

Deno.test("load: typed columns come back as the rows they were", () =>
  withWarehouse(async (warehouse) => {
    await warehouse.load("t", {
      server: { codes: Int32Array.of(0, 1, 0), names: ["A", "B'"] },
      day: Int32Array.of(0, 1, 19_358),
      load: Float32Array.of(1.5, NaN, 3),
      over: Uint8Array.of(1, 0, 1),
      note: ["x", null, "z"],
    }, TYPES);
    assert.deepEqual(await warehouse.query("SELECT * FROM t"), [
      { server: "A", day: "1970-01-01", load: 1.5, over: true, note: "x" },
      { server: "B'", day: "1970-01-02", load: null, over: false, note: null },
      { server: "A", day: "2023-01-01", load: 3, over: true, note: "z" },
    ]);
  }));

Deno.test("load: more rows than one chunk keep their order", () =>
  withWarehouse(async (warehouse) => {
    const n = 5000;
    await warehouse.load("t", { i: Int32Array.from({ length: n }, (_, i) => i) }, { i: "INTEGER" });
    const [row] = await warehouse.query("SELECT count(*) AS n, min(i) AS low, max(i) AS high FROM t");
    assert.deepEqual(row, { n, low: 0, high: n - 1 });
    assert.deepEqual(
      (await warehouse.columns("SELECT i FROM t"))["i"]!.slice(2046, 2050),
      Int32Array.of(2046, 2047, 2048, 2049),
    );
  }));

Deno.test("load: a missing, an extra and a shorter column are refused", () =>
  withWarehouse(async (warehouse) => {
    const types = { a: "INTEGER", b: "INTEGER" } as const;
    await assert.rejects(warehouse.load("t", { a: Int32Array.of(1) }, types), /"b" is missing/);
    await assert.rejects(
      warehouse.load("t", { a: Int32Array.of(1), b: Int32Array.of(1, 2) }, types),
      /equal length/,
    );
    await assert.rejects(
      warehouse.load("t", { a: Int32Array.of(1), b: Int32Array.of(1), c: Int32Array.of(1) }, types),
      /"c" is not/,
    );
  }));

Deno.test("columns: each SQL type has its array; a null becomes NaN or is refused", () =>
  withWarehouse(async (warehouse) => {
    const columns = await warehouse.columns(
      `SELECT * FROM (VALUES ('a', 1.5::DOUBLE, DATE '2022-01-01', 7, TRUE), (NULL, NULL, DATE '1970-01-02', 8, FALSE)) AS t(s, f, d, i, b)`,
    );
    assert.deepEqual(columns, {
      s: ["a", null],
      f: Float64Array.of(1.5, NaN),
      d: Int32Array.of(18993, 1),
      i: Int32Array.of(7, 8),
      b: Uint8Array.of(1, 0),
    });
    await assert.rejects(warehouse.columns("SELECT CAST(NULL AS INTEGER) AS i"), /Cannot read column "i"/);
  }));

Deno.test("copyTo: the same rows give the same bytes", () =>
  withWarehouse(async (warehouse) => {
    const folder = await Deno.makeTempDir();
    const query = "SELECT i, i * 0.1 AS x FROM range(300000) AS r(i) ORDER BY i";
    assert.equal(await warehouse.copyTo(query, `${folder}/a.parquet`), 300_000);
    await warehouse.copyTo(query, `${folder}/b.parquet`);
    assert.deepEqual(await Deno.readFile(`${folder}/a.parquet`), await Deno.readFile(`${folder}/b.parquet`));
    await Deno.remove(folder, { recursive: true });
  }));

Deno.test("a warehouse fetches no extension", () =>
  withWarehouse(async (warehouse) => {
    await assert.rejects(warehouse.query("SELECT ST_Point(1, 2)"));
  }));
