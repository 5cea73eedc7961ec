import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { binned } from "../../lib/trees/binned.ts";
import { learnBins } from "../../lib/trees/bins.ts";
import { common } from "../../lib/trees/common.ts";
import { Gradients } from "../../lib/trees/gradients.ts";
import { Grower } from "../../lib/trees/grow.ts";
import { quantileLoss, squaredLoss } from "../../lib/trees/loss.ts";
import { range } from "../../lib/trees/sample.ts";
import { BOOST, stepTable } from "./tables.ts";

Deno.test("Gradients: histograms carried from tree to tree are those that counting gives, to the last bit", () => {
  const { matrix, target } = stepTable(3000, 3);
  const bins = learnBins(matrix, range(3000), 255, 1);
  for (const loss of [squaredLoss, quantileLoss(0.9)]) {
    // Some leaves have more rows than a histogram has cells, others few.
    const grower = new Grower(binned(matrix, bins), { from: 0, bins }, { ...BOOST, max_leaves: 20 }, 3000);
    const gradients = new Gradients(loss, grower, common(3000, 5, 1), true);
    const residuals = target.slice();
    const [rows, room] = [range(3000), new Float64Array(3000)];
    for (let index = 0; index < 40; index++) {
      const sample = gradients.sample(rows, residuals);
      assert.deepEqual(sample.histogram, grower.counted(sample));
      const grown = grower.grow(sample, range(5), stream(1, "tree", index));
      for (const { node, from, to } of grown.leaves) {
        grown.tree.value[node] = 0.3 * loss.locationAt(residuals, rows, from, to, room);
        for (const row of rows.subarray(from, to)) residuals[row]! -= grown.tree.value[node]!;
      }
      gradients.follow(grown, rows, residuals);
      grower.forget(grown);
    }
  }
});

Deno.test("Gradients: packed anew before rounding adds up, however fast residuals shrink or grow", () => {
  const { matrix, target } = stepTable(500, 0);
  const bins = learnBins(matrix, range(500), 255, 1);
  const grower = new Grower(binned(matrix, bins), { from: 0, bins }, BOOST, 500);
  const gradients = new Gradients(squaredLoss, grower, common(500, 5, 1), true);
  const residuals = target.slice();
  const rows = range(500);
  for (let index = 0; index < 60; index++) {
    const { packed, count } = gradients.sample(rows, residuals);
    const largest = residuals.reduce((most, residual) => Math.max(most, Math.abs(residual)), 0);
    const perUnit = residuals.reduce((sum, residual, row) => sum + residual * (packed[row]! - count), 0) /
      residuals.reduce((sum, residual) => sum + residual * residual, 0);
    residuals.forEach((residual, row) =>
      assert.ok(Math.abs((packed[row]! - count) / perUnit - residual) < 1e-6 * largest, `tree ${index}`)
    );
    const grown = grower.grow(gradients.sample(rows, residuals), range(5), stream(1, "tree", index));
    // Shrinks at first, then moves away from the target.
    const rate = index < 30 ? 0.5 : -0.3;
    for (const { node, from, to } of grown.leaves) {
      const room = new Float64Array(0);
      grown.tree.value[node] = rate * squaredLoss.locationAt(residuals, rows, from, to, room);
      for (const row of rows.subarray(from, to)) residuals[row]! -= grown.tree.value[node]!;
    }
    gradients.follow(grown, rows, residuals);
    grower.forget(grown);
  }
});
