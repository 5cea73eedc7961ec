import assert from "node:assert/strict";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { readableFault } from "../../lib/warehouse/fault.ts";

async function faultOf(csv: string): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await Deno.writeTextFile(file, csv);
    await warehouse.query(
      `SELECT * FROM read_csv('${file}', header = true, columns = {'id': 'INTEGER', 'day': 'DATE'})`,
    );
    return "no fault";
  } catch (error) {
    return readableFault((error as Error).message).replace(file, "FILE");
  } finally {
    warehouse.close();
    await Deno.remove(file);
  }
}

Deno.test("readableFault: a value of the wrong type names file, line, column, type and value", async () => {
  assert.equal(
    await faultOf("id,day\n1,2022-01-01\nfoo,2022-01-02\n"),
    'Cannot read FILE at line 3 as id must be a INTEGER: "foo" in "foo,2022-01-02"',
  );
});

Deno.test("readableFault: a file that is no such table is one short sentence", async () => {
  assert.equal(
    await faultOf("id,day\n1,2022-01-01\n2\n"),
    "Cannot read FILE as it must be a table of comma-separated values with the expected columns",
  );
});

Deno.test("readableFault: a line that breaks off is named without DuckDB's advice", async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `${index},2022-01-01`).join("\n");
  const fault = await faultOf(`id,day\n${rows}\n7\n`);
  assert.match(fault, /^Cannot read FILE at line 30002: .*"7"$/);
  assert.ok(fault.length < 200, fault);
});

Deno.test("readableFault: other messages are left alone", () => {
  assert.equal(readableFault("Binder Error: no such column"), "Binder Error: no such column");
});
