import assert from "node:assert/strict";
import { acrossSeries, type Scaled, withinOrigins, worthOf } from "../../lib/panel/dependence.ts";
import { stream } from "../../lib/random/stream.ts";

const of = (origins: number[], ...errors: number[][]): Scaled => ({
  origins,
  errors: errors.map((error) => Float64Array.from(error)),
});

Deno.test("withinOrigins: 1 where all errors of an origin are alike, 0 where they cancel", () => {
  assert.equal(withinOrigins([of([0, 9], [2, 2, 2], [-1, -1, NaN])]), 1);
  assert.equal(withinOrigins([of([0], [1, -1, 1, -1])]), 0);
  // One pair, 1 · 2, over a mean square of (1 + 4) / 2.
  assert.equal(withinOrigins([of([0], [1, 2])]), 0.8);
});

Deno.test("acrossSeries: only errors at the same step after the same origin are compared", () => {
  const [one, same] = [of([0, 5], [1, -2], [3, 1]), of([0, 5], [1, -2], [3, 1])];
  assert.equal(acrossSeries([one, same], 2), 1);
  assert.equal(acrossSeries([one, of([1, 6], [1, -2], [3, 1])], 2), 0);
});

Deno.test("worthOf: origins a horizon apart count each, those closer by what they span", () => {
  const errors = [[1, -1], [-1, 1], [1, -1]];
  assert.deepEqual(worthOf([of([0, 2, 4], ...errors)], 2), { series: [6], panel: 6 });
  assert.deepEqual(worthOf([of([0, 1, 2], ...errors)], 2).series, [4]);
});

Deno.test("worthOf: twins are worth one, strangers two", () => {
  const errors = (name: string) => {
    const { normal } = stream(8, name);
    return Array.from({ length: 40 }, () => [normal(), normal()]);
  };
  const origins = Array.from({ length: 40 }, (_, origin) => 2 * origin);
  const one = of(origins, ...errors("one"));
  const alone = worthOf([one], 2).panel;
  assert.ok(Math.abs(worthOf([one, one], 2).panel - alone) < 1e-9);
  assert.ok(worthOf([one, of(origins, ...errors("other"))], 2).panel > 1.5 * alone);
});

Deno.test("worthOf: nothing known is worth nothing", () => {
  assert.deepEqual(worthOf([of([])], 2), { series: [0], panel: 1 });
});
