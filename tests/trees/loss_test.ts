import assert from "node:assert/strict";
import { pinball } from "../../lib/models/accuracy/measures.ts";
import { stream } from "../../lib/random/stream.ts";
import { quantileLoss, squaredLoss } from "../../lib/trees/loss.ts";
import { near, of } from "./tables.ts";

Deno.test("quantileLoss: pinball and its slope, by hand", () => {
  const { measure, gradients } = quantileLoss(0.9);
  // 2 above costs 0.9 · 2, 1 below costs 0.1 · 1.
  near([measure(of(2, -1))], [0.95]);
  const slopes = new Float64Array(3);
  gradients(of(2, -1, 0.5), slopes);
  near(slopes, [0.9, -0.1, 0.9]);
});

Deno.test("quantileLoss: the measure that forecasts are scored by", () => {
  const { normal } = stream(1, "loss");
  const [actual, predicted] = [0, 1].map(() => Float64Array.from({ length: 50 }, () => normal()));
  const residuals = actual!.map((value, row) => value - predicted![row]!);
  for (const level of [0.1, 0.5, 0.9]) {
    near([quantileLoss(level).measure(residuals)], [pinball(actual!, predicted!, level)]);
  }
});

Deno.test("quantileLoss: no constant costs less than its location", () => {
  const { normal } = stream(2, "loss");
  const values = Float64Array.from({ length: 101 }, () => normal());
  for (const level of [0.1, 0.25, 0.9]) {
    const { location, measure } = quantileLoss(level);
    const best = location(values.slice());
    const costAt = (constant: number) => measure(values.map((value) => value - constant));
    for (const other of values) assert.ok(costAt(best) <= costAt(other) + 1e-12, `${level}: ${other}`);
  }
});

Deno.test("squaredLoss: mean of squares, by hand", () => {
  near([squaredLoss.measure(of(2, -1)), squaredLoss.location(of(1, 2, 6))], [2.5, 3]);
});
