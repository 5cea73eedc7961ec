import assert from "node:assert/strict";
import { leadTime, orderBy } from "../../lib/risk/order.ts";
import { RISK } from "./cases.ts";

Deno.test("leadTime: the longest that applies, the default when none does", () => {
  const known: [string, string, number][] = [
    ["production", "UK", 45],
    ["production", "US", 60],
    ["staging", "US", 60],
    ["staging", "UK", 30],
  ];
  for (const [environment, region, expected] of known) {
    assert.equal(
      leadTime({ environment, region }, RISK.lead_time_days),
      expected,
      `${environment} ${region}`,
    );
  }
});

Deno.test("orderBy: P10 date minus lead time; past is overdue, today is not, unlikely has none", () => {
  // Day 20453 is 2025-12-31; 61 days later is 2026-03-02.
  assert.deepEqual(orderBy(20453, 61, 45), { order_by: "2026-01-16", overdue: false });
  assert.deepEqual(orderBy(20453, 45, 45), { order_by: "2025-12-31", overdue: false });
  assert.deepEqual(orderBy(20453, 0, 45), { order_by: "2025-11-16", overdue: true });
  assert.deepEqual(orderBy(20453, null, 45), { order_by: null, overdue: false });
});
