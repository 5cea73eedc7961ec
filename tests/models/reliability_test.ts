/** reliability.sql: how often what happened lay below each quantile, counted by hand. */
import assert from "node:assert/strict";
import { backtest } from "../../lib/pipeline/schemas/backtest.ts";
import { calibration } from "../../lib/pipeline/schemas/calibration.ts";
import { choices } from "../../lib/pipeline/schemas/choices.ts";
import { reliability } from "../../lib/pipeline/schemas/reliability.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const CUTOFF = "2025-01-01";
/** Two days near and two far, all forecast as 10 with a scale of 2; the last one was not observed. */
const DAYS: [number, number | null][] = [[29, 9], [30, 13], [31, 10], [91, null]];

const days: Row[] = DAYS.map(([horizon_days, actual]) => ({
  server_id: "A",
  metric: "cpu_p95",
  model: "theta",
  cutoff: CUTOFF,
  date: `2025-02-${horizon_days}`.slice(0, 8) + "01",
  horizon_days,
  actual,
  predicted: 10,
  scale: 2,
}));

/** The bounds are 8, 9, 9.5, 10, 11, 12 and 14. */
const bounds: Row[] = DAYS.map(([horizon_days]) => ({
  metric: "cpu_p95",
  model: "theta",
  known_at: CUTOFF,
  horizon_days,
  residuals: 1,
  q025: -1,
  q05: -0.5,
  q10: -0.25,
  q50: 0,
  q90: 0.5,
  q95: 1,
  q975: 2,
}));

Deno.test("reliability: a bound that is met counts as below; days not observed count nowhere", async () => {
  const tables = [
    { schema: backtest, rows: days },
    { schema: calibration, rows: bounds },
    {
      schema: choices,
      rows: [{ server_id: "A", metric: "cpu_p95", known_at: CUTOFF, model: "theta", reason: "" }],
    },
  ];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, reliability, "lib/models/accuracy/reliability.sql", {});
    const shares = async (model: string, band: string) =>
      (await warehouse.query(
        `SELECT share_below FROM reliability WHERE model = '${model}' AND horizon_band = '${band}' ORDER BY quantile`,
      )).map(({ share_below }) => share_below);
    assert.deepEqual(await shares("theta", "1-30"), [0, 0.5, 0.5, 0.5, 0.5, 0.5, 1]);
    assert.deepEqual(await shares("theta", "31-90"), [0, 0, 0, 1, 1, 1, 1]);
    assert.deepEqual(await shares("theta", "91-180"), []);
    assert.deepEqual(await shares("selected", "all"), await shares("theta", "all"));
    const [all] = await warehouse.query("SELECT days FROM reliability WHERE horizon_band = 'all' LIMIT 1");
    assert.equal(all?.["days"], 3);
  });
});
