/** replay.duckdb.sql: each forecast once, with its error, its coverage and who was chosen. */
import assert from "node:assert/strict";
import { backtest } from "../../lib/pipeline/schemas/backtest.ts";
import { choices } from "../../lib/pipeline/schemas/choices.ts";
import { replay } from "../../lib/pipeline/schemas/replay.ts";
import { serverRisk } from "../../lib/pipeline/schemas/server_risk.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const forecast = (server_id: string, model: string, predicted: number, lo_80: number | null): Row[] =>
  [10, 20, null].map((actual, index) => ({
    server_id,
    metric: "cpu_p95",
    model,
    cutoff: "2025-01-01",
    date: `2025-01-0${index + 2}`,
    horizon_days: index + 1,
    actual,
    predicted: predicted + index,
    lo_80,
    hi_80: lo_80 === null ? null : 15,
    lo_95: lo_80,
    hi_95: lo_80 === null ? null : 25,
    scale: 2,
  }));

async function replayed(most: number): Promise<Row[]> {
  let found: Row[] = [];
  const tables = [
    { schema: servers, rows: ["A", "B", "C"].map((server_id) => ({ server_id })) },
    { schema: serverRisk, rows: [{ server_id: "B", priority: 1 }, { server_id: "A", priority: null }] },
    {
      schema: backtest,
      rows: [
        ...forecast("A", "drift", 1, null),
        ...forecast("B", "drift", 12, 9),
        ...forecast("B", "theta", 10.04, null),
      ],
    },
    {
      schema: choices,
      rows: [{ server_id: "B", metric: "cpu_p95", known_at: "2025-01-01", model: "drift", reason: "" }],
    },
  ];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, replay, "lib/models/replay/replay.duckdb.sql", { servers: most });
    found = await warehouse.query("SELECT * FROM replay ORDER BY server_id, model");
  });
  return found;
}

Deno.test("replay: error and coverage count days with an actual; the forecast has them all", async () => {
  const [, drift, theta] = await replayed(3);
  assert.deepEqual(drift, {
    server_id: "B",
    metric: "cpu_p95",
    cutoff: "2025-01-01",
    model: "drift",
    chosen: true,
    scale: 2,
    days: 2,
    mae: (2 + 7) / 2,
    coverage_80: 0.5,
    coverage_95: 1,
    predicted: "[12.0,13.0,14.0]",
  });
  assert.equal(theta?.["chosen"], false);
  assert.equal(theta?.["coverage_80"], null);
  assert.equal(theta?.["predicted"], "[10.0,11.0,12.0]");
});

Deno.test("replay: the first servers in the order of action, those without a place last", async () => {
  const serversOf = async (most: number) => new Set((await replayed(most)).map(({ server_id }) => server_id));
  assert.deepEqual(await serversOf(1), new Set(["B"]));
  assert.deepEqual(await serversOf(2), new Set(["A", "B"]));
});
