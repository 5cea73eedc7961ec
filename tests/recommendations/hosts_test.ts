import assert from "node:assert/strict";
import { survivesLoss } from "../../lib/recommendations/hosts.ts";
import { packingRows } from "../../lib/recommendations/packing.ts";
import { planFor } from "../../lib/recommendations/plan.ts";
import { RULES } from "./fleet.ts";
import { fleetOf, staging } from "./staging.ts";

const item = (id: string, ...load: number[]) => ({ id, load: Float64Array.from(load), apart: ["cards"] });

Deno.test("survivesLoss: the others take over item by item, also replicas, at the busiest step", () => {
  const half = [[item("a", 0.5, 0.1)], [item("b", 0.4, 0.1)], [item("c", 0.1, 0.6)]];
  // Losing a: 0.5 and b's 0.4 make 0.9, or 0.6 with c. Losing c: its 0.6 and 0.1 make 0.7.
  assert.equal(survivesLoss(half, 0.9), true);
  // On hosts of 0.55 neither b nor c can take over the half of a.
  assert.equal(survivesLoss(half, 0.55), false);
  assert.equal(survivesLoss([[item("alone", 0.1)]], 1), false);
});

Deno.test("packingRows: hosts, bound, gap and first fit by peak of a group, worked by hand", () => {
  const fleet = fleetOf(staging(2));
  const [row, ...rest] = packingRows(planFor(fleet, RULES, 1));
  assert.equal(rest.length, 0);
  // 2.7 of 4 × 70 % vCPU week by week; by peaks 4.8 would need two. Alone each becomes a c6i.xlarge of 124.
  assert.deepEqual(
    [
      row!.servers,
      row!.shared,
      row!.instance_type,
      row!.hosts,
      row!.lower_bound,
      row!.gap_pct,
      row!.hosts_by_peak,
    ],
    [2, true, "m6i.xlarge", 1, 1, 0, 2],
  );
  assert.deepEqual([row!.usd_alone, row!.usd_shared], [248, 140]);
});

Deno.test("packingRows: a group whose sharing saves too little says what it would have cost", () => {
  const rules = { ...RULES, min_saving_usd_per_month: 80 };
  const [row] = packingRows(planFor(fleetOf(staging(2)), rules, 1));
  assert.deepEqual([row!.shared, row!.usd_shared], [false, 140]);
  assert.match(row!.reason, /USD 140 a month \(1 × m6i\.xlarge\) instead of 280/);
});
