import assert from "node:assert/strict";
import { atRisk, byServer, countLevels, type ServerRiskRow, underUsed } from "../../lib/summary/at_risk.ts";
import { FLEET_RISK, RISK_ROWS, riskRow } from "./cases.ts";

const SERVERS = byServer(RISK_ROWS);

const row = (server_id: string, chance: number | null): ServerRiskRow => ({
  server_id,
  level: chance === null ? "not_assessed" : "watch",
  breach_80_30d: null,
  breach_80_60d: null,
  breach_80_90d: chance,
  breach_80_180d: chance,
});

Deno.test("atRisk: the fleet's joint number with its range, and the servers above one half, likeliest first", () => {
  const servers = [row("A", 0.6), row("B", 0.5), row("C", 0.9), row("D", null)];
  assert.deepEqual(atRisk(servers, FLEET_RISK)[2], {
    within_days: 90,
    servers_judged: 3,
    expected_servers: 1.1,
    low_servers: 0,
    high_servers: 2,
    likely_servers: ["C", "A"],
  });
});

Deno.test("atRisk: a window that no forecast reaches expects nothing, not zero", () => {
  assert.deepEqual(atRisk([row("A", 0.9)], FLEET_RISK)[0], {
    within_days: 30,
    servers_judged: 0,
    expected_servers: null,
    low_servers: null,
    high_servers: null,
    likely_servers: [],
  });
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
