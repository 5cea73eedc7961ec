import assert from "node:assert/strict";
import { atRisk, byServer, countLevels, underUsed, worstLevel } from "../../lib/summary/at_risk.ts";
import { RISK_ROWS, riskRow } from "./cases.ts";

const SERVERS = byServer(RISK_ROWS);

Deno.test("atRisk: expects the sum of each server's likeliest metric, names those above one half", () => {
  const known: [number, number, number, string[]][] = [
    [30, 3, 0.6 + 0.1 + 0, ["A"]],
    [60, 3, 0.7 + 0.2 + 0, ["A"]],
    [90, 3, 0.8 + 0.4 + 0, ["A"]],
    [180, 3, 1 + 0.5 + 0, ["A"]],
  ];
  assert.deepEqual(
    atRisk(SERVERS),
    known.map(([within_days, servers_judged, expected_servers, likely_servers]) => ({
      within_days,
      servers_judged,
      expected_servers,
      likely_servers,
    })),
  );
});

Deno.test("atRisk: a window that no forecast reaches expects nothing, not zero", () => {
  const short = byServer([
    riskRow("A", "cpu_p95", { level: "ok", horizon_days: 14, breach_80_horizon: 0.9 }),
  ]);
  assert.deepEqual(atRisk(short)[0], {
    within_days: 30,
    servers_judged: 0,
    expected_servers: null,
    likely_servers: [],
  });
});

Deno.test("worstLevel: the worst of the assessed, not_assessed only when all are", () => {
  assert.deepEqual([...SERVERS].map(([id, rows]) => [id, worstLevel(rows)]), [["A", "high"], ["B", "watch"], [
    "C",
    "ok",
  ]]);
  assert.equal(worstLevel([riskRow("D", "cpu_p95", {})]), "not_assessed");
});

Deno.test("countLevels: every level has its count, none included", () => {
  assert.deepEqual(countLevels(["ok", "watch", "ok"]), {
    very_high: 0,
    high: 0,
    watch: 1,
    ok: 2,
    not_assessed: 0,
  });
});

Deno.test("underUsed: every assessed one of CPU and memory, whatever the disk", () => {
  assert.deepEqual(underUsed(SERVERS), ["C"]);
  const disk = riskRow("C", "disk_p95", { level: "high", under_used: false });
  const memory = riskRow("C", "memory_p95", { level: "ok", under_used: false });
  assert.deepEqual(underUsed(byServer([...RISK_ROWS.slice(0, 5), disk])), ["C"]);
  assert.deepEqual(underUsed(byServer([...RISK_ROWS.slice(0, 5), memory])), []);
  assert.deepEqual(underUsed(byServer([riskRow("D", "cpu_p95", {})])), []);
});
