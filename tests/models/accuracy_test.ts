/** accuracy.sql against the measures written in TypeScript and gains worked out by hand. */
import assert from "node:assert/strict";
import * as measures from "../../lib/models/accuracy/measures.ts";
import { accuracy } from "../../lib/pipeline/schemas/accuracy.ts";
import { accuracyBySeries } from "../../lib/pipeline/schemas/accuracy_by_series.ts";
import { backtest } from "../../lib/pipeline/schemas/backtest.ts";
import { choices } from "../../lib/pipeline/schemas/choices.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const SCALE = 2;
const ACTUAL = [10, 20, 0, 40];
const PREDICTED: Record<string, number[]> = {
  weekday_mean: [14, 24, 4, 44],
  last_value: [13, 23, 3, 43],
  learner: [11, 19, 0, 42],
  oracle: [10, 20, 0, 41],
};

const server = (server_id: string, archetype: string): Row => ({
  server_id,
  archetype,
  criticality: "High",
  business_unit: "Retail",
  region: "eu",
});

/** Forecasts of days 30 and 31 ahead and their neighbours: two in each of the first two bands. */
const rows = (server_id: string, models: readonly string[]): Row[] =>
  models.flatMap((model) =>
    ACTUAL.map((actual, index) => ({
      server_id,
      metric: "cpu_p95",
      model,
      cutoff: "2025-01-01",
      date: `2025-02-0${index + 1}`,
      horizon_days: 29 + index,
      actual,
      predicted: PREDICTED[model]![index]!,
      lo_80: actual - (index < 3 ? 1 : -1),
      hi_80: actual + 2,
      lo_95: actual - 2,
      hi_95: actual + 3,
      scale: SCALE,
    }))
  );

const choice = (server_id: string, model: string): Row => ({
  server_id,
  metric: "cpu_p95",
  known_at: "2025-01-01",
  model,
  reason: "",
});

async function accuracyOf(
  backtestRows: Row[],
  choiceRows: Row[],
  where: string,
  schema: typeof accuracy | typeof accuracyBySeries = accuracy,
): Promise<Row[]> {
  let found: Row[] = [];
  const tables = [
    { schema: servers, rows: [server("A", "web"), server("B", "batch")] },
    { schema: backtest, rows: backtestRows },
    { schema: choices, rows: choiceRows },
  ];
  await withTables(tables, async (warehouse) => {
    const of = schema === accuracy ? "groups" : "series";
    await makeTable(warehouse, schema, "lib/models/accuracy/accuracy.sql", { of });
    found = await warehouse.query(`SELECT * FROM ${schema.name} WHERE ${where} ORDER BY ALL`);
  });
  return found;
}

const FLEET = "scope = 'fleet' AND metric = 'cpu_p95' AND horizon_band = 'all'";
const ALL = Object.keys(PREDICTED);
const near = (actual: unknown, expected: number, what: string) =>
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) < 1e-6,
    `${what}: ${actual} is not ${expected}`,
  );

Deno.test("accuracy.sql: every measure as in TypeScript", async () => {
  const [row] = await accuracyOf(rows("A", ALL), [choice("A", "learner")], `${FLEET} AND model = 'learner'`);
  const actual = Float64Array.from(ACTUAL);
  const predicted = Float64Array.from(PREDICTED.learner!);
  const shifted = (by: readonly number[]) => actual.map((value, index) => value + by[index]!);
  const lo80 = shifted([-1, -1, -1, 1]);
  const bounds = [[lo80, 0.1], [shifted([2, 2, 2, 2]), 0.9], [shifted([-2, -2, -2, -2]), 0.025], [
    shifted([3, 3, 3, 3]),
    0.975,
  ]] as const;
  near(row!.mae, measures.mae(actual, predicted), "mae");
  near(row!.rmse, measures.rmse(actual, predicted), "rmse");
  near(row!.mape, measures.mape(actual, predicted), "mape");
  near(row!.smape, measures.smape(actual, predicted), "smape");
  near(row!.wape, measures.wape(actual, predicted), "wape");
  near(row!.mase, measures.mase(actual, predicted, SCALE), "mase");
  near(row!.bias, measures.bias(actual, predicted), "bias");
  near(row!.coverage_80, measures.coverage(actual, lo80, bounds[1][0]), "coverage_80");
  near(row!.coverage_95, 1, "coverage_95");
  // From one below, or once one above, to two above; and from two below to three above.
  near(row!.width_80, (3 + 3 + 3 + 1) / 4 / SCALE, "width_80");
  near(row!.width_95, 5 / SCALE, "width_95");
  const loss = bounds.reduce((sum, [quantile, level]) => sum + measures.pinball(actual, quantile, level), 0) /
    4;
  near(row!.pinball, loss, "pinball");
});

Deno.test("accuracy.sql: gains over baseline, best naive and as a share of the oracle's", async () => {
  const [row] = await accuracyOf(rows("A", ALL), [], `${FLEET} AND model = 'learner'`);
  // Mean errors: baseline 4, last value 3, learner 1, oracle 0.25.
  near(row!.gain_vs_baseline, 0.75, "gain_vs_baseline");
  near(row!.gain_vs_best_naive, 2 / 3, "gain_vs_best_naive");
  near(row!.share_of_possible, 3 / 3.75, "share_of_possible");
});

Deno.test("accuracy.sql: a model is compared only where both forecast", async () => {
  const alone = rows("B", ["weekday_mean"]).map((row) => ({ ...row, predicted: row.actual! }));
  const [row] = await accuracyOf([...rows("A", ALL), ...alone], [], `${FLEET} AND model = 'learner'`);
  assert.equal(row!.series, 1);
  near(row!.gain_vs_baseline, 0.75, "gain_vs_baseline");
});

Deno.test("accuracy.sql: no share of the possible without an oracle", async () => {
  const [row] = await accuracyOf(
    rows("A", ["weekday_mean", "learner"]),
    [],
    `${FLEET} AND model = 'learner'`,
  );
  assert.equal(row!.share_of_possible, null);
});

Deno.test("accuracy.sql: selected is what was chosen at the cutoff, series by series", async () => {
  const both = [...rows("A", ALL), ...rows("B", ALL)];
  const [row] = await accuracyOf(
    both,
    [choice("A", "learner"), choice("B", "last_value")],
    `${FLEET} AND model = 'selected'`,
  );
  assert.equal(row!.series, 2);
  near(row!.mae, (1 + 3) / 2, "mae");
});

Deno.test("accuracy.sql: bands part at 30 and 90 days ahead", async () => {
  const found = await accuracyOf(
    rows("A", ALL),
    [],
    "scope = 'fleet' AND metric = 'cpu_p95' AND model = 'learner'",
  );
  assert.deepEqual(found.map(({ horizon_band, mae }) => [horizon_band, mae]), [["1-30", 1], ["31-90", 1], [
    "all",
    1,
  ]]);
});

Deno.test("accuracy.sql: a missing actual is not scored", async () => {
  const missing = rows("A", ALL).map((row) => row.date === "2025-02-04" ? { ...row, actual: null } : row);
  const [row] = await accuracyOf(missing, [], `${FLEET} AND model = 'learner'`);
  near(row!.mae, 2 / 3, "mae");
});

Deno.test("accuracy.sql: across metrics only what has no unit, gains from scaled errors", async () => {
  const network = rows("A", ALL).map((row) => ({ ...row, metric: "net_in_p95", scale: 1 }));
  const [row] = await accuracyOf(
    [...rows("A", ALL), ...network],
    [],
    "scope = 'fleet' AND metric = 'all' AND horizon_band = 'all' AND model = 'learner'",
  );
  assert.deepEqual([row!.series, row!.mae, row!.rmse, row!.bias, row!.pinball], [2, null, null, null, null]);
  near(row!.mase, (0.5 + 1) / 2, "mase");
  near(row!.gain_vs_baseline, 0.75, "gain_vs_baseline");
});

Deno.test("accuracy.sql: every group of servers has its rows", async () => {
  const found = await accuracyOf(
    [...rows("A", ALL), ...rows("B", ALL)],
    [],
    "metric = 'cpu_p95' AND horizon_band = 'all' AND model = 'oracle'",
  );
  assert.deepEqual(found.map(({ scope, scope_value, series }) => [scope, scope_value, series]), [
    ["archetype", "batch", 1],
    ["archetype", "web", 1],
    ["business_unit", "Retail", 2],
    ["criticality", "High", 2],
    ["fleet", "all", 2],
    ["region", "eu", 2],
  ]);
});

Deno.test("accuracy.sql: of series, each server's own errors and the best naive model on it", async () => {
  const spoilt = rows("B", ALL).map((row) => row.model === "learner" ? { ...row, predicted: 60 } : row);
  const found = await accuracyOf(
    [...rows("A", ALL), ...spoilt],
    [choice("A", "learner"), choice("B", "learner")],
    "metric = 'cpu_p95' AND horizon_band = 'all' AND model = 'selected'",
    accuracyBySeries,
  );
  // A: errors of 1 against 3. B: 60 less 10, 20, 0 and 40.
  assert.deepEqual(
    found.map(({ scope, scope_value, series, mae, gain_vs_best_naive }) => [
      scope,
      scope_value,
      series,
      mae,
      Number((gain_vs_best_naive as number).toFixed(6)),
    ]),
    [["series", "A", 1, 1, 0.666667], ["series", "B", 1, 42.5, Number((1 - 42.5 / 3).toFixed(6))]],
  );
});
