import assert from "node:assert/strict";
import { checkPlan } from "../../lib/recommendations/check.ts";
import { type Fleet, planFor, rowsOf } from "../../lib/recommendations/plan.ts";
import type { Evidence } from "../../lib/recommendations/size.ts";
import { RULES, sizeOf } from "./fleet.ts";
import { fleetOf, staging } from "./staging.ts";

const rows = (fleet: Fleet, rules = RULES) => rowsOf(planFor(fleet, rules, 1), fleet, rules);
const total = (all: ReturnType<typeof rows>) =>
  all.reduce((sum, { saving_expected_usd_month }) => sum + saving_expected_usd_month, 0);

Deno.test("plan: two servers busy in turn share a host, and each saving counts once", () => {
  // Alone each needs 2.4 of 4 vCPU: 124. Together 2.7 of 8 × 70 % and 10 of 16 × 80 %: one c6i.2xlarge would be 248;
  // 2.7 vCPU of 4 × 70 % = 2.8 and 10 GiB of 16 × 80 % = 12.8: one m6i.xlarge, 140.
  const fleet = fleetOf(staging(2));
  const all = rows(fleet);
  assert.deepEqual(all.map(({ server_id, action }) => [server_id, action]), [
    ["SRV-0001", "merge"],
    ["SRV-0002", "merge"],
    ["SRV-9999", "not_assessed"],
  ]);
  assert.deepEqual(
    new Set(all.slice(0, 2).map(({ target, instance_to }) => `${target} ${instance_to}`)).size,
    1,
  );
  assert.equal(all[0]!.instance_to, "m6i.xlarge");
  assert.ok(Math.abs(total(all) - (2 * 140 - 140)) < 1e-9);
  assert.equal(all[0]!.earliest_date, "2026-01-05");
});

Deno.test("plan: replicas of one service, other regions, criticality and licences stay apart", () => {
  const apart: [string, Evidence[]][] = [
    ["replicas", staging(2, { service: "cards" })],
    ["criticality", staging(2, { criticality: "High" })],
    ["regions", staging(2).map((server, index) => ({ ...server, region: `region-${index}` }))],
    [
      "licences",
      staging(2).map((server, index) => ({ ...server, archetype: index === 0 ? "database" : "web" })),
    ],
    [
      "environments",
      staging(2).map((server, index) => ({
        ...server,
        environment: index === 0 ? "staging" : "development",
      })),
    ],
    ["at risk", staging(2, { at_risk: ["disk"] })],
  ];
  for (const [name, servers] of apart) {
    assert.ok(rows(fleetOf(servers)).every(({ action }) => action !== "merge"), name);
  }
});

Deno.test("plan: production hosts must survive the loss of one, so two servers do not share one host", () => {
  const fleet = fleetOf(staging(2, { environment: "production" }));
  assert.ok(rows(fleet).every(({ action }) => action !== "merge"));
});

Deno.test("plan: a constraint more never saves more", () => {
  const fleet = fleetOf(staging(4));
  const free = total(rows(fleet));
  const tighter = [
    { ...RULES, merge: { ...RULES.merge, criticality: [] } },
    { ...RULES, target_pct: { ...RULES.target_pct, cpu: 50 } },
    { ...RULES, families: ["m6i"] },
    { ...RULES, min_saving_usd_per_month: 50 },
    { ...RULES, target_pct: { ...RULES.target_pct, memory: 40 } },
    { ...RULES, burst: { ...RULES.burst, max_days: 0, limit_pct: 60 } },
    { ...RULES, storage_bandwidth_share: 1 },
    { ...RULES, merge: { ...RULES.merge, largest_vcpu: 2 } },
    { ...RULES, merge: { ...RULES.merge, host_families: ["c6i"] } },
    { ...RULES, merge: { ...RULES.merge, redundant_environments: ["production", "staging"] } },
    { ...RULES, merge: { ...RULES.merge, environments: ["production"] } },
  ];
  for (const rules of tighter) assert.ok(total(rows(fleet, rules)) <= free + 1e-9);
});

Deno.test("plan: the order of the servers changes nothing", () => {
  const servers = staging(4);
  const fleet = fleetOf(servers);
  assert.deepEqual(rows({ ...fleet, servers: servers.toReversed() }), rows(fleet));
});

Deno.test("checkPlan: a shared host carries the sum of its servers week by week", () => {
  const fleet = fleetOf(staging(2));
  const checked = checkPlan(planFor(fleet, RULES, 1), fleet, RULES, 80);
  const cpu = checked.find(({ resource }) => resource === "cpu")!;
  // Before: 2.4 of 4. After: 2.4 + 0.3 of 4.
  assert.equal(cpu.servers, 2);
  assert.ok(Math.abs(cpu.peak_before! - 60) < 1e-9);
  assert.ok(Math.abs(cpu.peak_after! - 67.5) < 1e-9);
  assert.ok(checked.every(({ passed }) => passed));
});

Deno.test("checkPlan: a plan that overfills a machine fails, and says so", () => {
  const fleet = fleetOf(staging(1));
  const plan = planFor(fleet, RULES, 1);
  const small = {
    ...plan,
    decisions: plan.decisions.map((decision) => ({ ...decision, to: sizeOf("m6i.large") })),
  };
  const cpu = checkPlan(small, fleet, RULES, 80).find(({ resource }) => resource === "cpu")!;
  assert.ok(!cpu.passed);
  assert.match(cpu.reason, /^Reaches 80 %, which it did not before$/);
});

Deno.test("checkPlan: a loss that could not be borne before is no fault of the plan", () => {
  // Two of three left carry 5 GiB each and half of the third's: 7.5 of 8 GiB.
  const small = { ...sizeOf("c6i.xlarge") };
  const fleet = fleetOf(staging(1, { pool: 3, now: small }));
  const plan = planFor(fleet, RULES, 1);
  const moved = { ...plan, decisions: plan.decisions.map((decision) => ({ ...decision, to: { ...small } })) };
  const memory = checkPlan(moved, fleet, RULES, 80).find(({ resource }) => resource === "memory")!;
  assert.ok(memory.peak_loss_of_one! > RULES.loss_of_one_pct);
  assert.ok(memory.passed);
});
