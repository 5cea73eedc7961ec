import assert from "node:assert/strict";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { readUtilisation } from "../../lib/consolidation/read.ts";

Deno.test("readUtilisation: means over the last days of series that quality lets us use", async () => {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.run("CREATE TABLE servers AS SELECT * FROM (VALUES ('S2'), ('S1')) AS t(server_id)");
    await warehouse.run(`CREATE TABLE quality AS SELECT * FROM (VALUES ('S1', 'cpu_p95', 'warn'),
      ('S1', 'memory_p95', 'not_assessed'), ('S1', 'disk_p95', 'assessed')) AS t(server_id, metric, verdict)`);
    await warehouse.run(`CREATE TABLE observations AS SELECT * FROM (VALUES
      ('S1', 'cpu_p95', DATE '2025-12-24', 90.0), ('S1', 'cpu_p95', DATE '2025-12-25', 10.0),
      ('S1', 'cpu_p95', DATE '2025-12-31', 30.0), ('S1', 'cpu_p95', DATE '2025-12-30', NULL),
      ('S1', 'memory_p95', DATE '2025-12-31', 50.0)) AS t(server_id, metric, date, value)`);
    assert.deepEqual(await readUtilisation(warehouse, 7), [
      { server_id: "S1", cpu_p95: 20, memory_p95: null, disk_p95: null },
      { server_id: "S2", cpu_p95: null, memory_p95: null, disk_p95: null },
    ]);
  } finally {
    warehouse.close();
  }
});
