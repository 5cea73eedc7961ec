import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { range } from "../../lib/trees/sample.ts";
import { countIn, MAX_ROWS, packedFor } from "../../lib/trees/sums.ts";

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

Deno.test("packedFor: a sum tells rows and gradients apart, in any order, to the last bit", () => {
  const { uniform } = stream(1, "gradients");
  for (const rows of [1, 2, 3, 4, 1000, 4095, 4096, 65536]) {
    // All at the far end: the largest sum there can be.
    for (const draw of [uniform, () => 1, () => -1]) {
      const { packed, count } = packedFor(Float64Array.from({ length: rows }, draw), range(rows));
      const sum = sumOf(packed);
      assert.equal(sumOf(packed.toReversed()), sum);
      assert.equal(countIn(sum, count), rows);
      assert.equal(sum - rows * count, sumOf(packed.map((value) => value - count)));
    }
  }
});

Deno.test("packedFor: rounds by less than 1 / 100,000 of the largest gradient at 150,000 rows", () => {
  const gradients = Float64Array.from({ length: 150_000 }, (_, row) => Math.sin(row));
  const { packed, count } = packedFor(gradients, range(150_000));
  const unit = 1 / packed.reduce((largest, value) => Math.max(largest, value - count), 0);
  assert.ok(unit < 1e-5);
  assert.ok(gradients.every((gradient, row) => Math.abs(gradient - (packed[row]! - count) * unit) < unit));
});

Deno.test("packedFor: gradients that are all 0 stay 0", () => {
  const { packed, count } = packedFor(new Float64Array(3), range(3));
  assert.deepEqual([...packed], [count, count, count]);
});

Deno.test("packedFor: refuses more rows than leave room for gradients", () => {
  assert.throws(
    () => packedFor(new Float64Array(1), new Int32Array(MAX_ROWS + 1)),
    /may use at most 4194304 rows: 4194305/,
  );
});
