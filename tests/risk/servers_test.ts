import assert from "node:assert/strict";
import { type FleetSeries, judgeFleet, type PathSource } from "../../lib/risk/fleet.ts";
import { expectedWithin, fleetOrder, rollUps } from "../../lib/risk/rollup.ts";
import { judgeServers } from "../../lib/risk/servers.ts";
import { jointPaths, templateOf, type Trajectory } from "../../lib/risk/trajectories.ts";
import { stream } from "../../lib/random/stream.ts";
import type { Metric } from "../../lib/pipeline/schemas/columns.ts";
import { flat, RISK, series } from "./cases.ts";

const DAYS = 60;
const METRICS: readonly Metric[] = ["cpu_p95", "memory_p95", "disk_p95"];

/** Forty donors after two cutoffs; memory errors follow CPU errors, disk errors do not. */
const DONORS: Trajectory[] = Array.from({ length: 40 }, (_, index) => {
  const { normal } = stream(3, "donor", index);
  const [shift, noise] = [normal(), () => Float64Array.from({ length: DAYS }, () => normal())];
  const cpu = noise().map((error) => error + shift);
  return {
    server_id: `D-${index % 20}`,
    cutoff: index < 20 ? 0 : 91,
    errors: new Map<Metric, Float64Array>([["cpu_p95", cpu], ["memory_p95", cpu], ["disk_p95", noise()]]),
  };
});
const JOINT = jointPaths(templateOf(DONORS, { most: 100, least: 4, longestGap: 0 })!);
const SOURCE: PathSource = { joint: JOINT, settings: RISK, seed: 42 };

const server = (server_id: string, level: number): FleetSeries[] =>
  METRICS.map((metric) => series(flat(level, DAYS), { server_id, metric }));
const FLEET = [...server("A", 66), ...server("B", 70), ...server("C", 74)];
const MEMBERS = ["A", "B", "C"].map((server_id) => ({
  server_id,
  business_unit: server_id === "A" ? "Retail" : "Wealth",
  region: "UK",
  criticality: "Medium",
  service: "S",
}));

const judge = (fleet: FleetSeries[], source = SOURCE) => judgeServers(judgeFleet(fleet, source), RISK);
const roll = (fleet: FleetSeries[]) =>
  rollUps(judge(fleet), MEMBERS, { joint: JOINT, seed: 42, today: 20453 });

Deno.test("judgeServers: any metric is at least as likely as each, and no likelier than all added up", () => {
  for (const source of [SOURCE, { ...SOURCE, joint: null }]) {
    const judged = judgeFleet(FLEET, source);
    for (const { row } of judgeServers(judged, RISK)) {
      const own = judged.filter(({ series }) => series.server_id === row.server_id);
      for (const window of ["breach_80_30d", "breach_80_60d", "breach_80_horizon"] as const) {
        const each = own.map(({ row }) => row[window]!);
        assert.ok(row[window]! >= Math.max(...each));
        assert.ok(row[window]! <= each.reduce((sum, value) => sum + value, 0) + 1e-12);
      }
    }
  }
});

Deno.test("judgeServers: metrics that err alike count once, independent ones twice", () => {
  const of = (metrics: readonly Metric[]) =>
    judge(FLEET.filter(({ server_id, metric }) => server_id === "A" && metrics.includes(metric)))[0]!.row
      .breach_80_30d!;
  assert.equal(of(["cpu_p95", "memory_p95"]), of(["cpu_p95"]));
  assert.ok(of(["cpu_p95", "disk_p95"]) > of(["cpu_p95"]));
});

Deno.test("judgeServers: a server whose metrics cannot be judged is not assessed", () => {
  const [{ row }] = judge([series([60], { forecast: null })]) as [ReturnType<typeof judge>[number]];
  assert.deepEqual([row.level, row.priority, row.metric, row.metrics_not_assessed], [
    "not_assessed",
    null,
    null,
    1,
  ]);
});

Deno.test("judgeServers, rollUps: permuting the fleet changes nothing", () => {
  const reversed = FLEET.toReversed();
  assert.deepEqual(judge(reversed), judge(FLEET));
  assert.deepEqual(roll(reversed), roll(FLEET));
});

Deno.test("rollUps: expected servers are the sum of their probabilities, groups add up to the fleet", () => {
  const rows = roll(FLEET);
  const sum = judge(FLEET).reduce((total, { row }) => total + row.breach_80_30d!, 0);
  const of = (dimension: string) => rows.filter((row) => row.dimension === dimension);
  for (const dimension of ["fleet", "business_unit", "region"]) {
    const total = of(dimension).reduce((all, row) => all + row.expected_30d!, 0);
    assert.ok(Math.abs(total - sum) < 1e-9, dimension);
  }
  const [fleet] = of("fleet");
  assert.ok(fleet!.low_30d! <= fleet!.expected_30d! && fleet!.expected_30d! <= fleet!.high_30d!);
  assert.equal(fleet!.servers, 3);
  assert.equal(fleet!.expected_90d, null);
});

Deno.test("fleetOrder: stays within the cutoff, keeps the side, and takes every path once", () => {
  const order = fleetOrder("A", JOINT, 42)!;
  assert.deepEqual([...order].sort((a, b) => a - b), [...order.keys()]);
  order.forEach((path, place) => {
    assert.equal(path % 2, place % 2);
    assert.equal(JOINT.donors[path >> 1]!.cutoff, JOINT.donors[place >> 1]!.cutoff);
  });
  assert.notDeepEqual(order, fleetOrder("B", JOINT, 42));
});

Deno.test("expectedWithin: mean, P10 and P90 of the number of servers, worked by hand", () => {
  // Over by day 5 on four paths: 2, 1, 1 and 0 servers.
  const found = expectedWithin([Int16Array.of(1, 5, 9, 9), Int16Array.of(5, 9, 4, 6)], 5);
  assert.deepEqual(found, { expected: 1, low: 0, high: 2 });
});
