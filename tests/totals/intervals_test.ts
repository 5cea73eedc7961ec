import assert from "node:assert/strict";
import { isoDate } from "../../lib/calendar/days.ts";
import { calibration } from "../../lib/pipeline/schemas/calibration.ts";
import { choices } from "../../lib/pipeline/schemas/choices.ts";
import { predictions } from "../../lib/pipeline/schemas/predictions.ts";
import { resources } from "../../lib/pipeline/schemas/resources.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { totalsAccuracy } from "../../lib/pipeline/schemas/totals_accuracy.ts";
import { totalsBacktest } from "../../lib/pipeline/schemas/totals_backtest.ts";
import { totalsCalibration } from "../../lib/pipeline/schemas/totals_calibration.ts";
import { stream } from "../../lib/random/stream.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";
import { backtested, FIRST_CUTOFF, HORIZON, server, SPACING } from "./cases.ts";

type Errors = (server: number, cutoff: number, ahead: number) => number | null;

/** Runs a check on the calibration and accuracy of totals of a fleet with these errors. */
async function withErrors(
  fleet: readonly Row[],
  cutoffs: number,
  error: Errors,
  check: (warehouse: DuckDBWarehouse) => Promise<void>,
): Promise<void> {
  const made = backtested(fleet, cutoffs, error);
  const tables = [
    { schema: servers, rows: fleet },
    { schema: predictions, rows: made.predictions },
    { schema: choices, rows: made.choices },
    { schema: calibration, rows: made.calibration },
  ];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, resources, "lib/totals/resources.sql", {});
    await makeTable(warehouse, totalsBacktest, "lib/totals/totals_backtest.sql", {});
    await makeTable(warehouse, totalsCalibration, "lib/totals/totals_calibration.duckdb.sql", {
      min_errors: 1,
    });
    await makeTable(warehouse, totalsAccuracy, "lib/totals/totals_accuracy.sql", {});
    await check(warehouse);
  });
}

const lastKnown = "known_at = (SELECT max(known_at) FROM totals_calibration) AND scope = 'fleet'";
const fleetOf = (count: number) =>
  Array.from({ length: count }, (_, index) => server(`S${index}`, index % 2 === 0 ? "A" : "B", "r", 100));

/** Standard normal draws by an address, so that the errors of a case do not depend on the order of asking. */
const normal = (...address: (string | number)[]) => stream(7, ...address).normal();

Deno.test("totals_backtest.sql: servers without a value are left out of a day's columns alike", async () => {
  const fleet = [server("S0", "A", "r", 2), server("S1", "A", "r", 4)];
  await withErrors(
    fleet,
    1,
    (place, _, ahead) => place === 1 && ahead === 3 ? null : 10,
    async (warehouse) => {
      const found = await warehouse.query(
        `SELECT horizon_days, servers, round(CAST(actual AS DOUBLE), 4) AS actual, round(CAST(predicted AS DOUBLE), 4) AS predicted,
        round(CAST(spread_together AS DOUBLE), 4) AS together, round(CAST(spread_apart AS DOUBLE) * spread_apart, 4) AS apart_squared
      FROM totals_backtest
      WHERE scope = 'fleet' AND horizon_days IN (2, 3) ORDER BY horizon_days`,
      );
      // 2 and 4 vCPU at 50 % and half intervals of 2 points.
      assert.deepEqual(found, [
        { horizon_days: 2, servers: 2, actual: 3.6, predicted: 3, together: 0.12, apart_squared: 0.008 },
        { horizon_days: 3, servers: 1, actual: 1.2, predicted: 1, together: 0.04, apart_squared: 0.0016 },
      ]);
    },
  );
});

Deno.test("totals_calibration: errors that go together have correlation 1, drawn apart about 0", async () => {
  const correlation = async (error: Errors) => {
    let found = NaN;
    await withErrors(fleetOf(20), 6, error, async (warehouse) => {
      const [row] = await warehouse.query<{ correlation: number }>(
        `SELECT correlation FROM totals_calibration WHERE ${lastKnown}`,
      );
      found = row!.correlation;
    });
    return found;
  };
  assert.ok(Math.abs(await correlation((_, cutoff, ahead) => 2 * normal(cutoff, ahead)) - 1) < 1e-6);
  assert.ok(await correlation((place, cutoff, ahead) => 2 * normal(place, cutoff, ahead)) < 0.03);
});

Deno.test("totals_accuracy: joint intervals hold whether errors go together or not; the simple ones do not", async () => {
  const shared = 0.7;
  const cases: [string, Errors, { summed: boolean; independent: boolean }][] = [
    ["apart", (place, cutoff, ahead) => 1.56 * normal(place, cutoff, ahead), {
      summed: false,
      independent: true,
    }],
    [
      "partly together",
      (place, cutoff, ahead) =>
        1.56 * (shared * normal(cutoff, ahead) + Math.sqrt(1 - shared ** 2) * normal(place, cutoff, ahead)),
      { summed: false, independent: false },
    ],
  ];
  for (const [name, error, right] of cases) {
    await withErrors(fleetOf(30), 12, error, async (warehouse) => {
      const rows = await warehouse.query<{ method: string; coverage_80: number }>(
        "SELECT method, coverage_80 FROM totals_accuracy WHERE scope = 'fleet' AND resource = 'vcpu' AND horizon_band = 'all'",
      );
      const holds = Object.fromEntries(
        rows.map(({ method, coverage_80 }) => [method, Math.abs(coverage_80 - 0.8) < 0.1]),
      );
      assert.deepEqual(holds, { joint: true, ...right }, `${name}: ${JSON.stringify(rows)}`);
    });
  }
});

Deno.test("totals_calibration: what happens later does not move what was known", async () => {
  const until = FIRST_CUTOFF + 2 * SPACING;
  const calibrated = async (spoil: number) => {
    let found: Row[] = [];
    const error: Errors = (place, cutoff, ahead) =>
      normal(place, cutoff, ahead) + (FIRST_CUTOFF + cutoff * SPACING + ahead > until ? spoil : 0);
    await withErrors(fleetOf(4), 4, error, async (warehouse) => {
      found = await warehouse.query(
        `SELECT * FROM totals_calibration WHERE known_at <= DATE '${isoDate(until)}' ORDER BY ALL`,
      );
    });
    return found;
  };
  const before = await calibrated(0);
  assert.ok(before.length > 0 && HORIZON > SPACING);
  assert.deepEqual(await calibrated(30), before);
});
