import assert from "node:assert/strict";
import { binned } from "../../lib/trees/binned.ts";
import { edgesOf, learnBins } from "../../lib/trees/bins.ts";
import { range } from "../../lib/trees/sample.ts";
import { wordsOf } from "../../lib/trees/words.ts";
import { matrixOf, near, of } from "./tables.ts";

Deno.test("edgesOf: between few distinct values, halfway", () => {
  assert.deepEqual([...edgesOf(of(1, 1, 2, 4, 4, 4), 255)], [1.5, 3]);
});

Deno.test("edgesOf: rows shared out evenly where values are many", () => {
  const sorted = Float64Array.from({ length: 100 }, (_, index) => index);
  assert.deepEqual([...edgesOf(sorted, 4)], [24.5, 49.5, 74.5]);
});

Deno.test("edgesOf: a frequent value takes one bin and leaves the others to the rest", () => {
  const sorted = of(...Array(900).fill(0), ...Array.from({ length: 100 }, (_, index) => index + 1));
  // 100 rows in the three bins that are left.
  assert.deepEqual([...edgesOf(sorted, 4)], [0.5, 34.5, 67.5]);
});

Deno.test("edgesOf: no edge for a constant or an empty column", () => {
  assert.equal(edgesOf(of(3, 3, 3), 255).length, 0);
  assert.equal(edgesOf(of(), 255).length, 0);
});

Deno.test("edgesOf: parts neighbouring doubles, the edge on the lower one", () => {
  const next = 1 + Number.EPSILON;
  assert.deepEqual([...edgesOf(of(1, next), 255)], [1]);
});

Deno.test("binned, wordsOf: codes by hand, four columns to a word, 255 where missing", () => {
  const matrix = matrixOf({
    a: of(1, 2, 4),
    b: of(7, NaN, 7),
    c: of(-1, 0, NaN),
    d: of(3, 2, 1),
    e: of(0, 0, 5),
  });
  const codes = binned(matrix, learnBins(matrix, range(3), 255, 1));
  assert.deepEqual(codes.codes.map((column) => [...column]), [
    [0, 1, 2],
    [0, 255, 0],
    [0, 1, 255],
    [2, 1, 0],
    [0, 0, 1],
  ]);
  assert.deepEqual(wordsOf(codes.codes).map((group) => [...group].map((word) => (word >>> 0).toString(16))), [
    ["2000000", "101ff01", "ff0002"],
    ["0", "0", "1"],
  ]);
  assert.ok(codes.codes.every(({ buffer }) => buffer instanceof SharedArrayBuffer));
});

Deno.test("binned: values outside what was learned go to the outermost bins; an edge belongs below", () => {
  const learned = learnBins(matrixOf({ a: of(10, 20, 30) }), range(3), 255, 1);
  const { codes } = binned(matrixOf({ a: of(-1e9, 15, 15.1, 1e9) }), learned);
  assert.deepEqual([...codes[0]!], [0, 0, 1, 2]);
});

Deno.test("learnBins: looks at the rows given and no others", () => {
  const [bins] = learnBins(matrixOf({ a: of(1, 2, 3, 1000) }), Int32Array.of(0, 1, 2), 255, 1);
  assert.deepEqual([...bins!.edges], [1.5, 2.5]);
});

Deno.test("learnBins: 255 bins at most, all of them used", () => {
  const column = Float64Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5000);
  const matrix = matrixOf({ a: column });
  const bins = learnBins(matrix, range(5000), 255, 1);
  const sizes = new Map<number, number>();
  for (const code of binned(matrix, bins).codes[0]!) sizes.set(code, (sizes.get(code) ?? 0) + 1);
  assert.equal(sizes.size, 255);
  assert.ok(Math.max(...sizes.values()) - Math.min(...sizes.values()) <= 1);
});

Deno.test("learnBins: a sample of many rows serves as well as all of them", () => {
  const column = Float64Array.from({ length: 120_000 }, (_, row) => ((row * 7919) % 120_000) / 120_000);
  const [bins] = learnBins(matrixOf({ a: column }), range(120_000), 10, 1);
  // Standard error of a quantile from 50,000 rows: at most 0.0022.
  near(bins!.edges, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], 0.008);
});

Deno.test("learnBins, binned: refuse what cannot be binned", () => {
  assert.throws(
    () =>
      binned(matrixOf({ load: of(1, Infinity) }), learnBins(matrixOf({ load: of(1, 2) }), range(2), 255, 1)),
    /Cannot bin column "load" as values must be finite or missing \(NaN\): row 1 is Infinity/,
  );
  assert.throws(() => learnBins(matrixOf({ a: of(1) }), range(1), 256, 1), /bins must be from 2 to 255: 256/);
  const bins = learnBins(matrixOf({ a: of(1, 2) }), range(2), 255, 1);
  assert.throws(() => binned(matrixOf({ b: of(1, 2) }), bins), /its columns must be a: b/);
});
