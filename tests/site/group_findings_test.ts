/** What stood out among a group's servers is counted over its own servers and said with their names. */
import assert from "node:assert/strict";
import { anomalies } from "../../lib/pipeline/schemas/anomalies.ts";
import { changepoints } from "../../lib/pipeline/schemas/changepoints.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import {
  type GroupFinding,
  groupFindingLegend,
  groupFindingRows,
} from "../../src/components/charts/group_findings.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import { withTables } from "../tables.ts";

const on = (server_id: string, day: string, flagged = true) => ({
  server_id,
  metric: "cpu_p95",
  date: day,
  flagged,
});

Deno.test("total_findings: servers flagged and changed, by group and day; days beyond the budget or long ago do not count", () =>
  withTables([
    {
      schema: servers,
      rows: [
        { server_id: "A", business_unit: "Retail", region: "eu" },
        { server_id: "B", business_unit: "Retail", region: "us" },
      ],
    },
    {
      schema: anomalies,
      rows: [
        on("A", "2020-03-01"),
        on("A", "2025-03-01"),
        on("B", "2025-03-01"),
        on("B", "2025-03-02", false),
      ],
    },
    { schema: telemetry, rows: [{ server_id: "A", date: "2025-12-31" }] },
    { schema: changepoints, rows: [{ server_id: "B", metric: "memory_p95", date: "2025-03-03" }] },
  ], async (warehouse) => {
    const query = await Deno.readTextFile("lib/site/tables/total_findings.sql");
    const found = await warehouse.query(query);
    const told = found.filter(({ scope }) => scope === "business_unit" || scope === "region").map((row) =>
      `${row["scope_value"]} ${row["resource"]} ${row["date"]} ${row["finding"]} ${row["servers"]} ${
        row["first_servers"]
      }`
    );
    assert.deepEqual(told, [
      "Retail memory_gib 2025-03-03 changed 1 B",
      "Retail vcpu 2025-03-01 flagged 2 A, B",
      "eu vcpu 2025-03-01 flagged 1 A",
      "us memory_gib 2025-03-03 changed 1 B",
      "us vcpu 2025-03-01 flagged 1 B",
    ]);
  }));

const finding = (kind: GroupFinding["finding"], count: number, first: string): GroupFinding => ({
  date: new Date("2025-03-01"),
  finding: kind,
  servers: count,
  first_servers: first,
});

Deno.test("groupFindingRows: how many, what, and who", () => {
  const rows = groupFindingRows([finding("flagged", 5, "A, B, C"), finding("changed", 1, "A")]);
  assert.deepEqual(rows.map(({ finding }) => finding), [
    "5 servers flagged: A, B, C and others",
    "1 server changed level: A",
  ]);
});

Deno.test("groupFindingLegend: only what there is to see", () => {
  assert.deepEqual(groupFindingLegend([]), []);
  assert.equal(groupFindingLegend([finding("changed", 1, "A")]).length, 1);
});
