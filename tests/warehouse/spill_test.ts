import assert from "node:assert/strict";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

/** Groups that do not fit into the memory given: some must wait on disk. */
const QUERY = `SELECT CAST(count(*) AS INTEGER) AS groups, CAST(sum(n) AS INTEGER) AS n
  FROM (SELECT hash(i % 1000000) AS h, count(*) AS n FROM range(1500000) AS r(i) GROUP BY h)`;

Deno.test("openWarehouse: engines that spill side by side do not touch each other's files", async () => {
  const spillTo = await Deno.makeTempDir();
  const warehouses = await Promise.all(
    [1, 2].map(() => openWarehouse({ threads: 1, spillTo, memoryLimitMib: 24 })),
  );
  try {
    const found = await Promise.all(warehouses.map((warehouse) => warehouse.query(QUERY)));
    for (const rows of found) assert.deepEqual(rows, [{ groups: 1_000_000, n: 1_500_000 }]);
  } finally {
    for (const warehouse of warehouses) warehouse.close();
    await Deno.remove(spillTo, { recursive: true });
  }
});
