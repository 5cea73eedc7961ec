import assert from "node:assert/strict";
import { dayNumber, isoDate } from "../../lib/calendar/days.ts";
import { correlations } from "../../lib/pipeline/schemas/correlations.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const FIRST = dayNumber("2025-01-06");
const DAYS = 56;
const swing = (day: number) => day % 2 === 0 ? 1 : -1;

const series = (server_id: string, metric: string, value: (day: number) => number): Row[] =>
  Array.from({ length: DAYS }, (_, day) => ({
    server_id,
    metric,
    date: isoDate(FIRST + day),
    value: value(day),
    flag: "observed",
  }));

const FLEET: Row[] = [
  { server_id: "A", archetype: "web", service: "cards" },
  { server_id: "B", archetype: "batch", service: "cards" },
];
const LOADS = [
  ...series("A", "cpu_p95", (day) => 40 + 10 * swing(day)),
  ...series("A", "memory_p95", (day) => 20 + 5 * swing(day)),
  ...series("B", "cpu_p95", (day) => 40 - 10 * swing(day)),
];

Deno.test("correlations: what rises together is near 1, what takes turns near −1, each pair once", () =>
  withTables([{ schema: servers, rows: FLEET }, { schema: observations, rows: LOADS }], async (warehouse) => {
    await makeTable(warehouse, correlations, "lib/fleet/correlations.sql", {});
    const found = await warehouse.query<Row & { correlation: number }>(
      "SELECT scope, subject, one, other, days, correlation FROM correlations ORDER BY scope, one",
    );
    assert.deepEqual(found.map(({ correlation: _, ...row }) => row), [
      { scope: "archetype", subject: "cpu_p95", one: "batch", other: "web", days: DAYS },
      { scope: "metric", subject: "all", one: "cpu_p95", other: "memory_p95", days: DAYS },
    ]);
    assert.ok(found[0]!.correlation < -0.99);
    assert.ok(found[1]!.correlation > 0.99);
  }));
