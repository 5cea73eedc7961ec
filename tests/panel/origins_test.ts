import assert from "node:assert/strict";
import { judges, separate } from "../../lib/panel/origins.ts";

Deno.test("judges: origins a horizon away; where there are none, the farthest", () => {
  const origins = [0, 10, 20, 30];
  assert.deepEqual(judges(origins, 0, 20), [2, 3]);
  assert.deepEqual(judges(origins, 1, 20), [3]);
  assert.deepEqual(judges(origins, 1, 25), [3]);
  assert.deepEqual(judges(origins, 3, 99), [0]);
  assert.deepEqual(judges([7], 0, 20), [0]);
});

Deno.test("separate: one, and what the origins span in horizons, at most their number", () => {
  assert.equal(separate([0, 5, 10], 10), 2);
  assert.equal(separate([0, 30, 60], 10), 3);
  assert.equal(separate([4], 10), 1);
  assert.equal(separate([], 10), 0);
});
