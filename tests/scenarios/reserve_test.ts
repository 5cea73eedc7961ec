import assert from "node:assert/strict";
import type { Scenario } from "../../lib/config/scenarios.ts";
import { type ReservableSeries, reserve } from "../../lib/scenarios/reserve.ts";

/** 2026-01-01, the first forecast day; today is the day before. */
const FIRST = 20_454;
const TODAY = FIRST - 1;

const series = (
  server_id: string,
  metric: ReservableSeries["metric"],
  rest: Partial<ReservableSeries> = {},
): ReservableSeries => ({
  server_id,
  metric,
  business_unit: "Retail",
  region: "UK",
  environment: "production",
  service: "cards",
  vcpu: 4,
  memory_gib: 16,
  disk_gib: 100,
  network_mbps: 1000,
  firstDay: FIRST,
  median: Float64Array.of(40, 40, 40, 50),
  ...rest,
});

const scenario = (steps: Scenario["steps"], rest: Partial<Scenario> = {}): Scenario => ({
  title: "New load",
  owner: "Cards",
  active: true,
  from: "2026-01-01",
  steps,
  ...rest,
});

const A = series("A", "cpu_p95");
const B = series("B", "cpu_p95", { vcpu: 12 });

Deno.test("reserve: a workload spreads over the servers named by size, from its day to its last", () => {
  const step = { do: "add_workload", vcpu: 2, net_in_mbps: 30 } as const;
  const links = [series("A", "net_in_p95"), series("B", "net_in_p95", { network_mbps: 2000 })];
  const { bySeries, shares, notes } = reserve(
    { partner: scenario([step], { from: "2026-01-02", until: "2026-01-03" }) },
    [A, B, ...links],
    TODAY,
  );
  // 2 of 16 vCPU are 12.5 % of each server; 30 Mbit/s fall on links of 1 and 2 Gbit/s.
  assert.deepEqual([...bySeries.get(A)!.added], [0, 12.5, 12.5, 0]);
  assert.deepEqual([...bySeries.get(B)!.added], [0, 12.5, 12.5, 0]);
  assert.deepEqual(links.map((link) => bySeries.get(link)!.added[1]), [10, 20]);
  assert.deepEqual(shares.map(({ reserved, first }) => [reserved, first - FIRST]), [
    [12.5, 1],
    [12.5, 1],
    [10, 1],
    [20, 1],
  ]);
  assert.deepEqual(notes, []);
});

Deno.test("reserve: growth multiplies, by the year from the first day it counts", () => {
  const once = reserve({ a: scenario([{ do: "grow", percent: 20, per: "once" }]) }, [A], TODAY);
  assert.deepEqual([...once.bySeries.get(A)!.factor], [1.2, 1.2, 1.2, 1.2]);
  assert.ok(Math.abs(once.shares[0]!.reserved - 10) < 1e-9);
  const long = series("L", "cpu_p95", { median: new Float64Array(366).fill(40) });
  const from = { from: "2026-01-02" };
  const yearly = reserve({ a: scenario([{ do: "grow", percent: 50, per: "year" }], from) }, [long], TODAY);
  const { factor } = yearly.bySeries.get(long)!;
  assert.equal(factor[0], 1);
  assert.ok(Math.abs(factor[365]! - 1.5) < 1e-12);
});

Deno.test("reserve: steps apply one after the other, scenarios in order of their names", () => {
  const grow = { do: "grow", percent: 100, per: "once" } as const;
  const add = { do: "add_workload", vcpu: 1 } as const;
  const of = (scenarios: Record<string, Scenario>) => {
    const { factor, added } = reserve(scenarios, [A], TODAY).bySeries.get(A)!;
    return [factor[0], added[0]];
  };
  // One of 4 vCPU is 25 %.
  assert.deepEqual(of({ a: scenario([grow, add]) }), [2, 25]);
  assert.deepEqual(of({ a: scenario([add, grow]) }), [2, 50]);
  assert.deepEqual(of({ b: scenario([grow]), a: scenario([add]) }), [2, 50]);
});

Deno.test("reserve: only what is named, nothing from what is off", () => {
  const steps: Scenario["steps"] = [{
    do: "grow",
    percent: 10,
    per: "once",
    metric: "cpu_p95",
    region: "UK",
  }];
  const others = [series("C", "memory_p95"), series("D", "cpu_p95", { region: "US" })];
  const { bySeries } = reserve({ a: scenario(steps) }, [A, ...others], TODAY);
  assert.deepEqual([...bySeries.keys()], [A]);
  assert.equal(reserve({ a: scenario(steps, { active: false }) }, [A], TODAY).bySeries.size, 0);
});

Deno.test("reserve: says what adds nothing and what may count twice", () => {
  const { notes } = reserve(
    {
      gone: scenario([{ do: "grow", percent: 10, per: "once", region: "Mars" }]),
      late: scenario([{ do: "grow", percent: 10, per: "once" }], { from: "2027-01-01" }),
      old: scenario([{ do: "grow", percent: 10, per: "once" }], { from: "2025-12-31" }),
    },
    [A],
    TODAY,
  );
  assert.deepEqual(
    notes.map((note) => /^Step 1 of scenario gone|scenario late|^Scenario old/.exec(note)?.[0]),
    [
      "Step 1 of scenario gone",
      "scenario late",
      "Scenario old",
    ],
  );
});

Deno.test("reserve: a capacity that is not known takes no workload, and the rest carries it", () => {
  const unknown = series("U", "cpu_p95", { vcpu: null });
  const { bySeries } = reserve(
    { a: scenario([{ do: "add_workload", vcpu: 1 }]) },
    [unknown, A],
    TODAY,
  );
  assert.deepEqual([bySeries.has(unknown), bySeries.get(A)!.added[0]], [false, 25]);
});
