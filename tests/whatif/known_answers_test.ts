/** What-ifs worked out by hand. High from 80 %, very high from 90 %, lead times 45 days in production, 60 in the US. */
import assert from "node:assert/strict";
import type { Step } from "../../lib/config/steps.ts";
import { applied } from "../../lib/whatif/apply.ts";
import { compare, hasMoved } from "../../lib/whatif/compare.ts";
import { outcome } from "../../lib/whatif/outcome.ts";
import { fleet, type Line, server } from "./cases.ts";

const after = (of: ReturnType<typeof fleet>, ...steps: Step[]) => outcome(applied(of, steps));
/** 60 % today, a point more each day: 80 % on day 20. */
const RISING: Line = { server_id: "A", from: 60, perDay: 1 };

Deno.test("outcome: a load that rises a point a day from 60 % is at 80 % on day 20", () => {
  const { series, at_risk } = after(fleet([server("A")], [RISING]));
  assert.equal(series[0]!.days_p50, 20);
  assert.equal(series[0]!.level, "high");
  assert.equal(series[0]!.peak, 80);
  // Today is 31 December; day 20 is 20 January, 45 days before is 6 December.
  assert.equal(series[0]!.order_by, "2025-12-06");
  assert.equal(series[0]!.overdue, true);
  assert.equal(at_risk, 1);
});

Deno.test("grow: 25 % more is there when 64 % was, on day 4, and over 90 % when 72 % was", () => {
  const { series } = after(fleet([server("A")], [RISING]), { do: "grow", percent: 25, per: "once" });
  assert.equal(series[0]!.days_p50, 4);
  assert.equal(series[0]!.level, "very_high");
  assert.equal(series[0]!.peak, 100);
});

Deno.test("grow: a year's 100 % is a factor of two after 365 days, and nothing today", () => {
  const steady = fleet([server("A")], [{ server_id: "A", from: 45 }], 365);
  const { series } = after(steady, { do: "grow", percent: 100, per: "year" });
  assert.equal(series[0]!.peak, 90);
  // 45 · 2^(d / 365) ≥ 80 from d = 365 · log2(80 / 45) = 302.98 on.
  assert.equal(series[0]!.days_p50, 303);
});

Deno.test("grow: a scope leaves all others alone", () => {
  const two = fleet([server("A"), server("B", { region: "US" })], [RISING, { ...RISING, server_id: "B" }]);
  const { series } = after(two, { do: "grow", percent: 25, per: "once", region: "US" });
  assert.deepEqual(series.map(({ days_p50 }) => days_p50), [20, 4]);
});

Deno.test("add_workload: 1 of 10 vCPU is ten points", () => {
  const { series } = after(fleet([server("A")], [RISING]), { do: "add_workload", vcpu: 1, server: "A" });
  assert.equal(series[0]!.peak, 90);
  assert.equal(series[0]!.days_p50, 10);
});

Deno.test("shift: half of 60 % of 10 vCPU is 15 points of 20 vCPU", () => {
  const two = fleet([server("A"), server("B", { vcpu: 20 })], [
    { server_id: "A", from: 60 },
    { server_id: "B", from: 30 },
  ]);
  const { series } = after(two, { do: "shift", percent: 50, from: "A", to: "B" });
  assert.deepEqual(series.map(({ peak }) => peak), [30, 45]);
});

const POOL = [server("A"), server("B", { vcpu: 30, usd_per_month: 300 }), server("C", { service: "mail" })];
const POOL_LINES = ["A", "B", "C"].map((server_id): Line => ({ server_id, from: 40 }));

Deno.test("remove_servers: the rest of the pool takes the load by size, others nothing", () => {
  const { series, servers, usd_per_month } = after(fleet(POOL, POOL_LINES), {
    do: "remove_servers",
    servers: ["A"],
  });
  // 4 vCPU over 30: 13.33 points.
  assert.deepEqual(series.map(({ peak }) => Math.round(100 * peak) / 100), [53.33, 40]);
  assert.equal(servers, 2);
  assert.equal(usd_per_month, 400);
});

Deno.test("compare: servers that a lost region takes along come after those that its load moves", () => {
  const pool = [server("A", { region: "DE" }), server("B"), server("C", { service: "mail" })];
  const lines = ["A", "B", "C"].map((server_id): Line => ({ server_id, from: 45 }));
  const loss = fleet(pool, lines);
  const lost = outcome(applied(loss, [{ do: "lose_region", region: "DE", to: [] }]));
  const moved = compare(loss, outcome(applied(loss, [])), lost).filter(hasMoved);
  assert.deepEqual(moved.map(({ server_id, level_after }) => [server_id, level_after]), [["B", "very_high"], [
    "A",
    null,
  ]]);
});

Deno.test("remove_servers: load without a taker is said, not dropped in silence", () => {
  const { notes } = after(fleet(POOL, POOL_LINES), { do: "remove_servers", servers: ["C", "nobody"] });
  assert.match(notes.join(" "), /no server nobody/);
  assert.match(notes.join(" "), /load of C has nowhere to go/);
});

Deno.test("add_servers: two of the same beside two halve the load; they cost what the pool costs at its mean", () => {
  const pool = { service: "shop", region: "UK", environment: "production" };
  const { series, servers, usd_per_month } = after(fleet(POOL, POOL_LINES), {
    do: "add_servers",
    count: 2,
    ...pool,
  });
  assert.deepEqual(series.map(({ peak }) => peak), [20, 20, 40]);
  assert.equal(servers, 5);
  assert.equal(usd_per_month, 100 + 300 + 100 + 2 * 200);
});

Deno.test("lose_region: the same service elsewhere takes the load, in the regions named", () => {
  const three = fleet(
    [server("A"), server("B", { region: "US" }), server("C", { region: "DE" })],
    ["A", "B", "C"].map((server_id): Line => ({ server_id, from: 40 })),
  );
  const peaks = (to: string[]) =>
    after(three, { do: "lose_region", region: "UK", to }).series.map(({ peak }) => peak);
  assert.deepEqual(peaks([]), [60, 60]);
  assert.deepEqual(peaks(["DE"]), [40, 80]);
});

Deno.test("thresholds, prices, lead_time: each changes its own and nothing else", () => {
  const one = fleet([server("A")], [RISING]);
  const { series, usd_per_month } = after(
    one,
    { do: "thresholds", high: 70, very_high: 95 },
    { do: "prices", percent: -10 },
    { do: "lead_time", days: 5 },
  );
  assert.equal(series[0]!.days_p50, 10);
  assert.equal(series[0]!.order_by, "2026-01-05");
  assert.equal(usd_per_month, 90);
});

Deno.test("compare: what moved comes first and says by how much", () => {
  const of = fleet(POOL, POOL_LINES);
  const rows = compare(of, after(of), after(of, { do: "grow", percent: 110, per: "once", server: "C" }));
  assert.deepEqual(rows.map(({ server_id }) => server_id), ["C", "A", "B"]);
  assert.deepEqual(rows.map(hasMoved), [true, false, false]);
  // Beyond 20 days before, today after.
  assert.equal(rows[0]!.days_nearer, 21);
});
