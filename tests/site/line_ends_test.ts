import assert from "node:assert/strict";
import { spread } from "../../src/components/charts/line_ends.ts";

Deno.test("spread: places far enough apart stay where they are", () => {
  assert.deepEqual(spread([10, 50, 90], 13, 200), [10, 50, 90]);
});

Deno.test("spread: places too close are parted in their order", () => {
  assert.deepEqual(spread([50, 48, 49], 10, 200), [68, 48, 58]);
});

Deno.test("spread: none falls below the last place", () => {
  assert.deepEqual(spread([195, 198, 199], 10, 200), [180, 190, 200]);
});
