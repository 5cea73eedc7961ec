/** Cleaning held to account: what it refused and capped, against the defects the generator put in. */
import assert from "node:assert/strict";
import { observationColumns } from "../../lib/cleaning/observations.ts";
import { calendarRows } from "../../lib/calendar/calendar.ts";
import { servers as serverRows } from "../../lib/fleet/servers.ts";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { defects } from "../../lib/pipeline/schemas/defects.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { quarantine } from "../../lib/pipeline/schemas/quarantine.ts";
import { readings } from "../../lib/pipeline/schemas/readings.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import { defectsTable, readingsTable } from "../../lib/telemetry/tables.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import { configured } from "../configured.ts";
import { loadTable, makeTable, withTables } from "../tables.ts";
import { CLEANING } from "./settings.ts";

const SETTINGS = {
  fleet: { ...configured("fleet"), servers: 16 },
  calendar: configured("calendar"),
  telemetry: configured("telemetry"),
};
const { min_samples, over_capacity_pct } = CLEANING;

/** Sixteen servers of the default fleet, cleaned. */
function withCleanedFleet(check: (warehouse: DuckDBWarehouse) => Promise<void>): Promise<void> {
  const fleet = serverRows(SETTINGS.fleet);
  const { start, end } = SETTINGS.fleet;
  const days = calendarRows(fleet.map(({ region }) => region), start, end, SETTINGS.calendar);
  return withTables(
    [{ schema: servers, rows: fleet }, { schema: calendar, rows: days }],
    async (warehouse) => {
      await loadTable(warehouse, readings, readingsTable(fleet, SETTINGS));
      await loadTable(warehouse, defects, defectsTable(fleet, SETTINGS));
      await makeTable(warehouse, quarantine, "lib/cleaning/quarantine.sql", {
        min_samples,
        over_capacity_pct,
      });
      await makeTable(warehouse, telemetry, "lib/cleaning/telemetry.sql", { over_capacity_pct });
      const ids = fleet.map(({ server_id }) => server_id);
      const clean = await observationColumns(warehouse, ids, METRICS, CLEANING);
      await loadTable(warehouse, observations, clean);
      await check(warehouse);
    },
  );
}

const count = async (warehouse: DuckDBWarehouse, relation: string): Promise<number> =>
  (await warehouse.query<{ n: number }>(`SELECT count(*) AS n FROM ${relation}`))[0]!.n;

const DAY = "server_id, date";
const VALUE = "server_id, date, metric";

async function refusesWhatWasPutIn(warehouse: DuckDBWarehouse): Promise<void> {
  const same = async (found: string, injected: string) => {
    assert.ok(await count(warehouse, `(${injected})`) > 0, `none injected: ${injected}`);
    assert.equal(await count(warehouse, `(${found} EXCEPT ${injected})`), 0, found);
    assert.equal(await count(warehouse, `(${injected} EXCEPT ${found})`), 0, injected);
  };
  const injected = (columns: string, kind: string) => `SELECT ${columns} FROM defects WHERE kind = '${kind}'`;
  await same(
    "SELECT server_id, date, column_name FROM quarantine WHERE column_name <> 'all'",
    injected(VALUE, "out_of_range"),
  );
  await same(`SELECT ${DAY} FROM quarantine WHERE rule = 'duplicate'`, injected(DAY, "duplicate"));
  await same(`SELECT ${DAY} FROM telemetry WHERE samples = 0`, injected(DAY, "missing_day"));
}

async function capsOutliers(warehouse: DuckDBWarehouse): Promise<void> {
  const outliers = `(SELECT ${VALUE} FROM defects JOIN servers USING (server_id)
      JOIN calendar USING (region, date)
      WHERE kind = 'outlier' AND NOT is_holiday AND NOT is_quarter_end) AS outliers`;
  const capped = `(SELECT ${VALUE} FROM observations WHERE flag = 'capped') AS capped`;
  const caught = await count(warehouse, `${outliers} JOIN ${capped} USING (${VALUE})`);
  const recall = caught / await count(warehouse, outliers);
  const precision = caught / await count(warehouse, capped);
  assert.ok(recall >= 0.8, `recall ${recall}`);
  assert.ok(precision >= 0.8, `precision ${precision}`);
}

async function accountsForEveryDay(warehouse: DuckDBWarehouse): Promise<void> {
  const outside = "observations WHERE metric NOT LIKE 'net%' AND NOT value BETWEEN 0 AND 100";
  assert.equal(await count(warehouse, outside), 0);
  const days = await count(warehouse, "telemetry");
  assert.equal(await count(warehouse, "observations"), days * METRICS.length);
  const kept = await count(warehouse, "telemetry WHERE samples > 0");
  const refused = await count(warehouse, "quarantine WHERE column_name = 'all'");
  assert.equal(kept + refused, await count(warehouse, "readings"));
}

Deno.test("cleaning: of sixteen servers of the default fleet", (t) =>
  withCleanedFleet(async (warehouse) => {
    await t.step("refuses exactly the impossible values, doubles and missing days put in", () =>
      refusesWhatWasPutIn(warehouse));
    await t.step("caps four in five outliers of ordinary days, and four in five capped are outliers", () =>
      capsOutliers(warehouse));
    await t.step("keeps percent within 0 and 100 and accounts for every day and reading", () =>
      accountsForEveryDay(warehouse));
  }));
