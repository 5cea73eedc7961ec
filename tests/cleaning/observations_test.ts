import assert from "node:assert/strict";
import { observationColumns } from "../../lib/cleaning/observations.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import { plainCalendar, withTables } from "../tables.ts";
import { CLEANING } from "./settings.ts";

const TABLES = [
  {
    schema: servers,
    rows: [
      { server_id: "SRV-1", region: "home" },
      { server_id: "SRV-2", region: "home" },
      { server_id: "SRV-3", region: "home" },
    ],
  },
  { schema: calendar, rows: plainCalendar("home", "2024-01-01", 3) },
  {
    schema: telemetry,
    rows: [
      { server_id: "SRV-1", date: "2024-01-01", cpu_p95: 1, memory_p95: 2, samples: 288 },
      { server_id: "SRV-2", date: "2024-01-02", cpu_p95: 3, memory_p95: null, samples: 288 },
      { server_id: "SRV-2", date: "2024-01-03", cpu_p95: null, memory_p95: 4, samples: 288 },
      { server_id: "SRV-3", date: "2024-01-03", cpu_p95: 5, memory_p95: 6, samples: 288 },
    ],
  },
];

Deno.test("observationColumns: servers asked for, declared metrics, days in order", () =>
  withTables(TABLES, async (warehouse) => {
    const columns = await observationColumns(
      warehouse,
      ["SRV-1", "SRV-2"],
      ["cpu_p95", "memory_p95"],
      CLEANING,
    );
    const [first, second] = [dayNumber("2024-01-01"), dayNumber("2024-01-02")];
    assert.deepEqual(columns, {
      server_id: { codes: Int32Array.of(0, 0, 1, 1, 1, 1), names: ["SRV-1", "SRV-2"] },
      metric: { codes: Int32Array.of(0, 1, 0, 0, 1, 1), names: ["cpu_p95", "memory_p95"] },
      date: Int32Array.of(first, first, second, second + 1, second, second + 1),
      value: Float64Array.of(1, 2, 3, 3, NaN, 4),
      flag: {
        codes: Int32Array.of(0, 0, 0, 1, 3, 0),
        names: ["observed", "imputed", "capped", "missing"],
      },
    });
  }));

Deno.test("observationColumns: holidays and the quarter-end window are never capped", () => {
  const days = Array.from({ length: 60 }, (_, day) => ({
    server_id: "SRV-1",
    date: new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
    cpu_p95: [40, 45, 50].includes(day) ? 90 : 50,
    samples: 288,
  }));
  const kinds = plainCalendar("home", "2024-01-01", 60).map((row, day) => ({
    ...row,
    is_holiday: day === 45,
    is_quarter_end: day === 50,
  }));
  const tables = [TABLES[0]!, { schema: calendar, rows: kinds }, { schema: telemetry, rows: days }];
  return withTables(tables, async (warehouse) => {
    const { value } = await observationColumns(warehouse, ["SRV-1"], ["cpu_p95"], CLEANING);
    assert.deepEqual([40, 45, 50].map((day) => (value as Float64Array)[day]), [53, 90, 90]);
  });
});

Deno.test("observationColumns: a declared metric that no server has is refused by name, whoever is asked for", () =>
  withTables(TABLES, (warehouse) =>
    assert.rejects(
      observationColumns(warehouse, ["SRV-1"], ["cpu_p95", "disk_p95"], CLEANING),
      {
        name: "RangeError",
        message:
          "Cannot clean telemetry as every metric of telemetry.metrics must be measured on some server: " +
          '"disk_p95" has no valid value on any of 3, 2024-01-01 to 2024-01-03',
      },
    )));

Deno.test("observationColumns: telemetry without a day is refused", () =>
  withTables([...TABLES.slice(0, 2), { schema: telemetry, rows: [] }], (warehouse) =>
    assert.rejects(
      observationColumns(warehouse, ["SRV-1"], ["cpu_p95"], CLEANING),
      /^RangeError: Cannot clean telemetry as at least one reading must be accepted: none is/,
    )));
