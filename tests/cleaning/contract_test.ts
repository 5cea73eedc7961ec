import assert from "node:assert/strict";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { quarantine } from "../../lib/pipeline/schemas/quarantine.ts";
import { readings } from "../../lib/pipeline/schemas/readings.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import { stream } from "../../lib/random/stream.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row, Scalar } from "../../lib/warehouse/warehouse.ts";
import { makeTable, plainCalendar, withTables } from "../tables.ts";

const CPU_COLUMNS = ["server_id", "date", "delivery", "cpu_p95", "samples"];
const FIGURES = [
  "cpu_p95",
  "memory_p95",
  "disk_p95",
  "net_in_p95",
  "net_out_p95",
  "cpu_max",
  "memory_max",
  "disk_max",
];

const FLEET = [
  { server_id: "SRV-1", region: "home", in_service_from: "2024-01-01" },
  { server_id: "SRV-2", region: "home", in_service_from: "2024-01-03" },
];

const readingsOf = (rows: Scalar[][]): Row[] =>
  rows.map((row) => Object.fromEntries(CPU_COLUMNS.map((name, index) => [name, row[index] ?? null])));

/** Makes quarantine and telemetry from readings, with a day from 144 samples on and full from 100 to 110 %. */
async function withReadings(
  rows: readonly Row[],
  check: (warehouse: DuckDBWarehouse) => Promise<void>,
  spoil?: (warehouse: DuckDBWarehouse) => Promise<void>,
): Promise<void> {
  const tables = [
    { schema: servers, rows: FLEET },
    { schema: calendar, rows: plainCalendar("home", "2024-01-01", 31) },
    { schema: readings, rows },
  ];
  await withTables(tables, async (warehouse) => {
    await spoil?.(warehouse);
    const over_capacity_pct = 10;
    await makeTable(warehouse, quarantine, "lib/cleaning/quarantine.sql", {
      min_samples: 144,
      over_capacity_pct,
    });
    await makeTable(warehouse, telemetry, "lib/cleaning/telemetry.sql", { over_capacity_pct });
    await check(warehouse);
  });
}

const CPU = "SELECT server_id, date, cpu_p95, samples FROM telemetry ORDER BY server_id, date";
const REFUSED =
  "SELECT server_id, date, delivery, column_name, value, rule, reason FROM quarantine ORDER BY ALL";

const rowsOf = async (warehouse: DuckDBWarehouse, query: string) =>
  (await warehouse.query(query)).map((row) => Object.values(row));

Deno.test("telemetry: one row per server and day in service, null where nothing was delivered", () =>
  withReadings(
    readingsOf([["SRV-1", "2024-01-02", 1, 40, 288], ["SRV-1", "2024-01-04", 1, 50, 200]]),
    async (warehouse) => {
      assert.deepEqual(await rowsOf(warehouse, CPU), [
        ["SRV-1", "2024-01-01", null, 0],
        ["SRV-1", "2024-01-02", 40, 288],
        ["SRV-1", "2024-01-03", null, 0],
        ["SRV-1", "2024-01-04", 50, 200],
        ["SRV-2", "2024-01-03", null, 0],
        ["SRV-2", "2024-01-04", null, 0],
      ]);
      assert.deepEqual(await rowsOf(warehouse, REFUSED), []);
    },
  ));

Deno.test("quarantine: of several deliveries the one with most samples is kept, among equals the last", () =>
  withReadings(
    readingsOf([
      ["SRV-1", "2024-01-01", 1, 40, 288],
      ["SRV-1", "2024-01-01", 2, 41, 288],
      ["SRV-1", "2024-01-02", 1, 50, 288],
      ["SRV-1", "2024-01-02", 2, 51, 150],
    ]),
    async (warehouse) => {
      assert.deepEqual(await rowsOf(warehouse, CPU), [
        ["SRV-1", "2024-01-01", 41, 288],
        ["SRV-1", "2024-01-02", 50, 288],
      ]);
      assert.deepEqual(await rowsOf(warehouse, REFUSED), [
        [
          "SRV-1",
          "2024-01-01",
          1,
          "all",
          null,
          "duplicate",
          "must be the only one of its day: delivery 2 is kept",
        ],
        [
          "SRV-1",
          "2024-01-02",
          2,
          "all",
          null,
          "duplicate",
          "must be the only one of its day: delivery 1 is kept",
        ],
      ]);
    },
  ));

Deno.test("quarantine: unknown server, day before service, and too few samples refuse the whole reading", () =>
  withReadings(
    readingsOf([
      ["SRV-1", "2024-01-03", 1, 40, 144],
      ["SRV-1", "2024-01-04", 1, 40, 143],
      ["SRV-2", "2024-01-02", 1, 40, 288],
      ["SRV-9", "2024-01-03", 1, 40, 288],
    ]),
    async (warehouse) => {
      assert.deepEqual(await rowsOf(warehouse, REFUSED), [
        ["SRV-1", "2024-01-04", 1, "all", null, "too_few_samples", "must have at least 144 samples, has 143"],
        [
          "SRV-2",
          "2024-01-02",
          1,
          "all",
          null,
          "before_service",
          "must not be before the first day in service, 2024-01-03",
        ],
        ["SRV-9", "2024-01-03", 1, "all", null, "unknown_server", "must be of a server in the fleet"],
      ]);
      // The last day is the last with an accepted reading: a day cut short does not drag the history on.
      assert.deepEqual(await rowsOf(warehouse, "SELECT max(date) FROM telemetry"), [["2024-01-03"]]);
    },
  ));

Deno.test("quarantine: impossible values are refused alone, a little above 100 % counts as full", () =>
  withReadings(
    [
      {
        server_id: "SRV-1",
        date: "2024-01-01",
        delivery: 1,
        cpu_p95: 137,
        memory_p95: -1,
        disk_p95: 105.9,
        samples: 288,
      },
      {
        server_id: "SRV-1",
        date: "2024-01-02",
        delivery: 1,
        cpu_p95: 110,
        net_in_p95: -2,
        net_out_p95: 900,
        samples: 288,
      },
    ],
    async (warehouse) => {
      assert.deepEqual(
        await rowsOf(
          warehouse,
          "SELECT cpu_p95, memory_p95, disk_p95, net_in_p95, net_out_p95 FROM telemetry ORDER BY date LIMIT 2",
        ),
        [[null, null, 100, null, null], [100, null, null, null, 900]],
      );
      assert.deepEqual(
        await rowsOf(warehouse, "SELECT date, column_name, value, rule, reason FROM quarantine ORDER BY ALL"),
        [
          ["2024-01-01", "cpu_p95", 137, "over_capacity", "must be at most 110 % of capacity"],
          ["2024-01-01", "disk_p95", 105.9, "counted_as_full", "is above 100 % of capacity: kept as 100"],
          ["2024-01-01", "memory_p95", -1, "negative", "must not be negative"],
          ["2024-01-02", "cpu_p95", 110, "counted_as_full", "is above 100 % of capacity: kept as 100"],
          ["2024-01-02", "net_in_p95", -2, "negative", "must not be negative"],
        ],
      );
    },
  ));

for (const value of ["nan", "inf", "-inf"]) {
  Deno.test(`quarantine: ${value} is no finite number`, () =>
    withReadings(
      readingsOf([["SRV-1", "2024-01-01", 1, 40, 288]]),
      async (warehouse) => {
        assert.deepEqual(await rowsOf(warehouse, CPU), [["SRV-1", "2024-01-01", null, 288]]);
        assert.deepEqual(
          await rowsOf(warehouse, "SELECT column_name, value, rule, reason FROM quarantine"),
          [["cpu_p95", null, "not_finite", "must be a finite number"]],
        );
      },
      (warehouse) => warehouse.run(`UPDATE readings SET cpu_p95 = CAST('${value}' AS DOUBLE)`),
    ));
}

/** Readings with every kind of trouble, several on one day. */
function troubledReadings(): Row[] {
  const random = stream(11, "troubled readings");
  const figure = () => random.choice([null, -3, 0, 50, 99.9, 100, 100.1, 110, 110.1, 500]);
  const days = Array.from({ length: 31 }, (_, day) => `2024-01-${String(day + 1).padStart(2, "0")}`);
  return ["SRV-1", "SRV-2", "SRV-3"].flatMap((server_id) =>
    days.flatMap((date) =>
      Array.from({ length: random.whole(0, 3) }, (_, index) => ({
        server_id,
        date,
        delivery: index + 1,
        samples: random.choice([0, 143, 144, 288]),
        ...Object.fromEntries(FIGURES.map((name) => [name, figure()])),
      }))
    )
  );
}

Deno.test("telemetry and quarantine: no value is lost: kept, kept as 100, refused alone, or refused with its reading", () =>
  withReadings(troubledReadings(), async (warehouse) => {
    const whole = "SELECT server_id, date, delivery FROM quarantine WHERE column_name = 'all'";
    const delivered = FIGURES.map((name) =>
      `SELECT server_id, date, delivery, '${name}' AS column_name, ${name} AS value FROM readings WHERE ${name} IS NOT NULL`
    ).join(" UNION ALL ");
    const kept = FIGURES.map((name) =>
      `SELECT server_id, date, '${name}' AS column_name, ${name} AS value FROM telemetry WHERE ${name} IS NOT NULL`
    ).join(" UNION ALL ");
    const [counts] = await warehouse.query(`
      WITH delivered AS (${delivered}), kept AS (${kept}), whole AS (${whole}),
      fate AS (
        SELECT delivered.*, kept.value AS kept, quarantine.value AS quarantined, quarantine.rule,
          EXISTS (SELECT 1 FROM whole WHERE whole.server_id = delivered.server_id
            AND whole.date = delivered.date AND whole.delivery = delivered.delivery) AS whole_refused
        FROM delivered
        LEFT JOIN quarantine USING (server_id, date, delivery, column_name)
        LEFT JOIN kept USING (server_id, date, column_name)
      )
      SELECT count(*) AS delivered,
        count(*) FILTER (whole_refused AND rule IS NULL) AS in_whole,
        count(*) FILTER (NOT whole_refused AND rule = 'counted_as_full' AND quarantined = value AND kept = 100) AS as_full,
        count(*) FILTER (NOT whole_refused AND rule <> 'counted_as_full' AND quarantined = value AND kept IS NULL) AS refused,
        count(*) FILTER (NOT whole_refused AND rule IS NULL AND kept = value) AS accepted,
        (SELECT count(*) FROM kept) AS kept,
        (SELECT count(*) FROM readings) AS readings,
        (SELECT count(*) FROM whole) AS whole,
        (SELECT count(*) FROM telemetry WHERE samples > 0) AS days
      FROM fate`) as Record<string, number>[];
    const {
      delivered: all,
      in_whole,
      as_full,
      refused,
      accepted,
      kept: held,
      readings: rows,
      whole: out,
      days,
    } = counts!;
    assert.equal(in_whole! + as_full! + refused! + accepted!, all);
    assert.equal(as_full! + accepted!, held);
    assert.equal(out! + days!, rows);
    for (const count of [in_whole, as_full, refused, accepted]) assert.ok(count! > 20);
  }));
