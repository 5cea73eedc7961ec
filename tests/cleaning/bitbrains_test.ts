/** What cleaning makes of the real fleet: partial days, machines switched off, load above 100 %. */
import assert from "node:assert/strict";
import { readFacts } from "../../lib/cleaning/facts.ts";
import { observationColumns } from "../../lib/cleaning/observations.ts";
import { readOddities } from "../../lib/cleaning/oddities.ts";
import { judge } from "../../lib/cleaning/quality.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { quarantine } from "../../lib/pipeline/schemas/quarantine.ts";
import { readings } from "../../lib/pipeline/schemas/readings.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import { loadTable, makeTable, plainCalendar, withTables } from "../tables.ts";
import { CLEANING } from "./settings.ts";

const FILE = "data/samples/bitbrains/bitbrains_small_50vm.csv.gz";
const { min_samples, over_capacity_pct } = CLEANING;

function withFleet(check: (warehouse: DuckDBWarehouse) => Promise<void>): Promise<void> {
  const days = { schema: calendar, rows: plainCalendar("eu-nl", "2013-08-12", 31) };
  return withTables([days], async (warehouse) => {
    await makeTable(warehouse, servers, "lib/fleet/bitbrains_servers.duckdb.sql", { file: FILE });
    await makeTable(warehouse, readings, "lib/telemetry/bitbrains_readings.duckdb.sql", { file: FILE });
    await makeTable(warehouse, quarantine, "lib/cleaning/quarantine.sql", { min_samples, over_capacity_pct });
    await makeTable(warehouse, telemetry, "lib/cleaning/telemetry.sql", { over_capacity_pct });
    const ids = (await warehouse.query<{ server_id: string }>("SELECT server_id FROM servers"))
      .map(({ server_id }) => server_id).sort();
    await loadTable(warehouse, observations, await observationColumns(warehouse, ids, ["cpu_p95"], CLEANING));
    await check(warehouse);
  });
}

Deno.test("bitbrains fleet: 120 of 1,454 days are refused for want of samples, load above 100 % counts as full", () =>
  withFleet(async (warehouse) => {
    const rules = await warehouse.query(
      "SELECT rule, column_name, count(*) AS n FROM quarantine GROUP BY ALL ORDER BY ALL",
    );
    assert.deepEqual(rules, [
      { rule: "counted_as_full", column_name: "cpu_max", n: 171 },
      { rule: "counted_as_full", column_name: "cpu_p95", n: 162 },
      { rule: "too_few_samples", column_name: "all", n: 120 },
    ]);
    const [held] = await warehouse.query(
      "SELECT count(cpu_p95) AS days, max(cpu_p95) AS highest FROM telemetry",
    );
    assert.deepEqual(held, { days: 1454 - 120, highest: 100 });
  }));

Deno.test("bitbrains fleet: six machines are not assessed and the others warned about, each with its reason", () =>
  withFleet(async (warehouse) => {
    const oddities = await readOddities(warehouse, CLEANING.oddities);
    const judged = (await readFacts(warehouse, ["cpu_p95"])).map((facts) =>
      judge(facts, oddities.get(`${facts.server_id}/cpu_p95`)!, CLEANING.verdict)
    );
    const notAssessed = judged.filter(({ verdict }) => verdict === "not_assessed");
    assert.equal(judged.filter(({ verdict }) => verdict === "warn").length, 44);
    assert.deepEqual(notAssessed.map(({ server_id, reason }) => [server_id, reason]), [
      ["VM-0308", "Only 8 days with a value, 14 are needed to know a week."],
      ["VM-0557", "Only 6 days with a value, 14 are needed to know a week; 57.1 % of days missing."],
      [
        "VM-0626",
        "54.8 % of days missing; no value since 2013-08-26, 16 days before the last day; " +
        "9 days above 100 % counted as 100.",
      ],
      [
        "VM-0636",
        "54.8 % of days missing; no value since 2013-08-26, 16 days before the last day; " +
        "10 days above 100 % counted as 100.",
      ],
      ["VM-1052", "Only 6 days with a value, 14 are needed to know a week; 57.1 % of days missing."],
      ["VM-1247", "Only 1 day with a value, 14 are needed to know a week; 96.8 % of days missing."],
    ]);
  }));
