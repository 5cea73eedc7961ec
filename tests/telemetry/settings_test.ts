import assert from "node:assert/strict";
import { telemetry as section } from "../../lib/config/telemetry.ts";
import { settings } from "./fleet.ts";

const { telemetry } = settings;
const refusals = (change: object) =>
  section.safeParse({ ...telemetry, synthetic: { ...telemetry.synthetic, ...change } }).error?.issues
    .map(({ path, message }) => `${path.join(".")} ${message}`);

Deno.test("telemetry settings: what cannot be is refused with its place", () => {
  const { saturating, idle, defects, disk_fill } = telemetry.synthetic;
  assert.equal(refusals({}), undefined);
  assert.deepEqual(refusals({ saturating: { ...saturating, share: 0.7 }, idle: { ...idle, share: 0.6 } }), [
    "synthetic.saturating.share must not exceed 1 together with telemetry.synthetic.idle.share",
  ]);
  assert.deepEqual(refusals({ disk_fill: [...disk_fill].reverse() }), [
    "synthetic.disk_fill the first must not exceed the second",
  ]);
  assert.deepEqual(refusals({ growth_changes: [0, 1.5] }), [
    "synthetic.growth_changes must be whole numbers",
  ]);
  assert.deepEqual(refusals({ defects: { ...defects, out_of_range_values: [50] } }), [
    "synthetic.defects.out_of_range_values.0 must lie outside 0 to 100",
  ]);
});
