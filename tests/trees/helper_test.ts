import assert from "node:assert/strict";
import { boost } from "../../lib/trees/boost.ts";
import { Helper } from "../../lib/trees/helper.ts";
import { squaredLoss } from "../../lib/trees/loss.ts";
import { save } from "../../lib/trees/saved.ts";
import { BOOST, stepTable } from "./tables.ts";

Deno.test("Helper: the model is the same to the last bit as without, one training after another", () => {
  const helper = new Helper();
  try {
    // Large enough for nodes that are shared, beside some that are not.
    for (const [rows, row_fraction] of [[30_000, 1], [200, 1], [20_000, 0.8]] as const) {
      const { matrix, target } = stepTable(rows, 3);
      const settings = { ...BOOST, trees: 5, row_fraction };
      const alone = boost(matrix, target, squaredLoss, settings, 1);
      const together = boost(matrix, target, squaredLoss, settings, 1, { helper });
      assert.deepEqual(save(together.model), save(alone.model));
    }
  } finally {
    helper.stop();
  }
});
