import assert from "node:assert/strict";
import { gram } from "../../lib/models/numeric/gram.ts";

Deno.test("gram: inner products of every pair of columns, worked by hand", () => {
  const columns = [Float64Array.of(1, 2, 3), Float64Array.of(0, 1, -1)];
  assert.deepEqual(gram(columns), Float64Array.of(14, -1, -1, 2));
});
