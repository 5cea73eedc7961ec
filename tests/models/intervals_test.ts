import assert from "node:assert/strict";
import { backtest } from "../../lib/pipeline/schemas/backtest.ts";
import { calibration } from "../../lib/pipeline/schemas/calibration.ts";
import { dependence } from "../../lib/pipeline/schemas/dependence.ts";
import { predictions } from "../../lib/pipeline/schemas/predictions.ts";
import { selection } from "../../lib/pipeline/schemas/selection.ts";
import { dayNumber, isoDate } from "../../lib/calendar/days.ts";
import { cutoffsBefore } from "../../lib/models/backtest/cutoffs.ts";
import { predictionColumns, predictions as predicted } from "../../lib/models/backtest/predictions.ts";
import { weekdayMean } from "../../lib/models/naive/weekday_mean.ts";
import { calibrate as calibrated, calibrationColumns } from "../../lib/models/intervals/calibrate.ts";
import { readErrors, readForecasted } from "../../lib/models/intervals/errors.ts";
import type { FleetSeries } from "../../lib/models/read.ts";
import { PERCENT } from "../../lib/models/series.ts";
import { stream } from "../../lib/random/stream.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { loadTable, makeTable, withTables } from "../tables.ts";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const INTERVALS = { bucket_ends: [2, 4], dense_days: 14, every_days: 3, min_residuals: 1 };

/** Makes the table `calibration` from the table `predictions`. */
async function calibrate(warehouse: DuckDBWarehouse, change: Partial<typeof INTERVALS> = {}): Promise<void> {
  const settings = { ...INTERVALS, ...change };
  const forecasted = await readForecasted(warehouse);
  const errors = await readErrors(warehouse, "cpu_p95", forecasted.models, settings);
  const found = calibrationColumns("cpu_p95", calibrated(errors, forecasted, settings));
  await loadTable(warehouse, calibration, found);
}

/** One forecast of 4 days by cutoff day in January 2025, wrong by the errors given. */
function forecast(
  server_id: string,
  cutoffDay: number,
  errors: readonly (number | null)[],
  scale = 2,
): Row[] {
  const cutoff = dayNumber("2025-01-01") - 1 + cutoffDay;
  return errors.map((error, index) => ({
    server_id,
    metric: "cpu_p95",
    model: "last_value",
    cutoff: isoDate(cutoff),
    date: isoDate(cutoff + index + 1),
    horizon_days: index + 1,
    actual: error === null ? null : 50 + error,
    predicted: 50,
    scale,
  }));
}

Deno.test("calibrate: scaled errors pooled over series, per bucket, straight lines between the middles", async () => {
  // Bucket 1 to 2 has the middle 1.5, bucket 3 to 4 the middle 3.5; errors there are 1 and 3 scales, up and down.
  const rows = [...forecast("A", 1, [2, -2, -6, 6]), ...forecast("B", 1, [1, -1, 3, -3], 1)];
  await withTables([{ schema: predictions, rows }], async (warehouse) => {
    await calibrate(warehouse);
    const found = await warehouse.query(
      "SELECT horizon_days, residuals, round(q025, 9) AS q025, round(q50, 9) AS q50 FROM calibration WHERE known_at = DATE '2025-01-05' ORDER BY ALL",
    );
    assert.deepEqual(found, [
      { horizon_days: 1, residuals: 4, q025: -1, q50: 0 },
      { horizon_days: 2, residuals: 4, q025: -1.5, q50: 0 },
      { horizon_days: 3, residuals: 4, q025: -2.5, q50: 0 },
      { horizon_days: 4, residuals: 4, q025: -3, q50: 0 },
    ]);
  });
});

Deno.test("calibrate: what errors share with their cutoff counts both ways, what is their own keeps its side", async () => {
  // Errors 3, 3, 3 and 7 share 4; turned round that makes −5, −5, −5 and −1.
  const rows = [...forecast("A", 1, [3, 3, null, null], 1), ...forecast("B", 1, [3, 7, null, null], 1)];
  await withTables([{ schema: predictions, rows }], async (warehouse) => {
    await calibrate(warehouse);
    const [found] = await warehouse.query(
      `SELECT residuals, q50, round(q025, 9) AS q025, round(q975, 9) AS q975 FROM calibration
      WHERE known_at = DATE '2025-01-05' AND horizon_days = 1`,
    );
    assert.deepEqual(found, { residuals: 4, q50: 1, q025: -5, q975: 6.3 });
  });
});

Deno.test("calibrate: only outcomes known by then, and no missing ones", async () => {
  const rows = [...forecast("A", 1, [2, null, 2, 2]), ...forecast("A", 3, [9, 9, 9, 9])];
  await withTables([{ schema: predictions, rows }], async (warehouse) => {
    await calibrate(warehouse);
    const found = await warehouse.query(
      "SELECT horizon_days, residuals, round(q975, 9) AS q975 FROM calibration WHERE known_at = DATE '2025-01-03'",
    );
    // The only error, 1, and its mirror image.
    assert.deepEqual(found, [1, 2].map((horizon_days) => ({ horizon_days, residuals: 1, q975: 0.95 })));
  });
});

Deno.test("calibrate: too few errors give no interval", async () => {
  await withTables([{ schema: predictions, rows: forecast("A", 1, [1, 1, 1, 1]) }], async (warehouse) => {
    await calibrate(warehouse, { min_residuals: 3 });
    assert.deepEqual(await warehouse.query("SELECT * FROM calibration"), []);
  });
});

Deno.test("backtest.sql: intervals known at the cutoff, clipped, on scored cutoffs only", async () => {
  const rows = [...forecast("A", 1, [2, 2, 2, 2]), ...forecast("A", 9, [1, 1, 1, 1], 40)];
  await withTables([{ schema: predictions, rows }], async (warehouse) => {
    await calibrate(warehouse);
    await makeTable(warehouse, backtest, "lib/models/backtest/backtest.sql", { calibration_cutoffs: 1 });
    const found = await warehouse.query(
      "SELECT cutoff, horizon_days, lo_80, hi_95, scale FROM backtest ORDER BY ALL LIMIT 1",
    );
    // All errors known by then were one scale, 40 points: 90 % or, mirrored, 10 %.
    assert.deepEqual(found, [{ cutoff: "2025-01-09", horizon_days: 1, lo_80: 10, hi_95: 90, scale: 40 }]);
    const [{ rows: count }] = await warehouse.query("SELECT count(*) AS rows FROM backtest") as [
      { rows: number },
    ];
    assert.equal(count, 4);
  });
});

Deno.test("backtest.sql: no interval where nothing was known", async () => {
  await withTables([{ schema: predictions, rows: forecast("A", 1, [2, 2, 2, 2]) }], async (warehouse) => {
    await calibrate(warehouse);
    await makeTable(warehouse, backtest, "lib/models/backtest/backtest.sql", { calibration_cutoffs: 0 });
    assert.deepEqual(await warehouse.query("SELECT DISTINCT lo_80, hi_80, lo_95, hi_95 FROM backtest"), [
      { lo_80: null, hi_80: null, lo_95: null, hi_95: null },
    ]);
  });
});

/** Series of noise with autocorrelation 0.6, half of them four times as noisy. */
function noisySeries(count: number, days: number): FleetSeries[] {
  return Array.from({ length: count }, (_, index) => {
    const { normal } = stream(5, "coverage", index);
    const deviation = index % 2 === 0 ? 1 : 4;
    let noise = normal();
    const values = Float64Array.from({ length: days }, () => {
      noise = 0.6 * noise + 0.8 * normal();
      return 50 + deviation * noise;
    });
    const series = { start: dayNumber("2023-01-02"), values, season: 7, bounds: PERCENT };
    return {
      server_id: `S${index}`,
      metric: "cpu_p95",
      region: "r",
      series,
      observed: values,
      expected: undefined,
    };
  });
}

Deno.test("intervals: hold as often as they say on cutoffs that taught them nothing, quiet and noisy series alike", async () => {
  const panel = {
    series: noisySeries(60, 500),
    regressors: new Map(),
    lastDay: dayNumber("2023-01-02") + 499,
  };
  const cutoffs = cutoffsBefore(panel.lastDay, 60, { cutoffs: 4, spacing_days: 60 });
  const made = predictionColumns(predicted(panel, [weekdayMean(180)], cutoffs, 60), 60);
  await withTables([], async (warehouse) => {
    await loadTable(warehouse, predictions, made);
    await calibrate(warehouse, { bucket_ends: [3, 7, 30, 60], min_residuals: 10 });
    await makeTable(warehouse, backtest, "lib/models/backtest/backtest.sql", { calibration_cutoffs: 2 });
    const found = await warehouse.query<{ noisy: boolean; c80: number; c95: number }>(
      `SELECT CAST(substr(server_id, 2) AS INTEGER) % 2 = 1 AS noisy,
        avg(CASE WHEN actual BETWEEN lo_80 AND hi_80 THEN 1.0 ELSE 0 END) AS c80,
        avg(CASE WHEN actual BETWEEN lo_95 AND hi_95 THEN 1.0 ELSE 0 END) AS c95
      FROM backtest GROUP BY noisy`,
    );
    assert.equal(found.length, 2);
    for (const { c80, c95 } of found) {
      near(c80, 0.8, 0.03);
      near(c95, 0.95, 0.02);
    }
  });
});

const chosen = (server_id: string, model = "last_value"): Row => ({
  server_id,
  metric: "cpu_p95",
  model,
  reason: "",
});
const dependenceOf = async (rows: Row[], selected: Row[], prior_days: number) => {
  let found: Row[] = [];
  const tables = [{ schema: predictions, rows }, { schema: selection, rows: selected }];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, dependence, "lib/models/intervals/dependence.sql", { prior_days });
    found = await warehouse.query(
      "SELECT server_id, residual_days, autocorrelation FROM dependence ORDER BY ALL",
    );
  });
  return found;
};

Deno.test("dependence.sql: products of neighbouring errors over the mean of their squares", async () => {
  // Pairs (1, 2) and (2, 2): products 2 + 4, mean squares 2.5 + 4.
  const [row] = await dependenceOf(forecast("A", 1, [1, 2, 2]), [chosen("A")], 0);
  assert.equal(row!.residual_days, 2);
  near(row!.autocorrelation as number, 6 / 6.5, 1e-6);
});

Deno.test("dependence.sql: days around a gap are no neighbours", async () => {
  const [row] = await dependenceOf(forecast("A", 1, [1, null, 1, -1]), [chosen("A")], 0);
  assert.deepEqual([row!.residual_days, row!.autocorrelation], [1, -1]);
});

Deno.test("dependence.sql: few days are drawn to the metric's own, none take it; no row without model", async () => {
  const rows = [...forecast("A", 1, [1, 1]), ...forecast("B", 1, [1, -1])];
  const [a, b, c] = await dependenceOf(rows, [chosen("A"), chosen("B"), chosen("C"), chosen("D", "none")], 1);
  // In common: (1 − 1) / (1 + 1) = 0. One pair of A's own counts as much as the prior.
  assert.deepEqual([a!.autocorrelation, b!.autocorrelation, c!.autocorrelation], [0.5, -0.5, 0]);
  assert.equal(c!.residual_days, 0);
});
