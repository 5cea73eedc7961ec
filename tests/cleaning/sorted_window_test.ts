import assert from "node:assert/strict";
import { SortedWindow } from "../../lib/cleaning/sorted_window.ts";
import { stream } from "../../lib/random/stream.ts";

Deno.test("SortedWindow: the median follows what is added and removed", () => {
  const window = new SortedWindow(4);
  assert.ok(Number.isNaN(window.median()));
  window.add(5);
  assert.equal(window.median(), 5);
  window.add(1);
  assert.equal(window.median(), 3);
  window.add(9);
  window.add(5);
  assert.equal(window.median(), 5);
  window.remove(5);
  window.remove(9);
  assert.equal(window.median(), 3);
});

Deno.test("SortedWindow: equals sorting anew, over a thousand moves", () => {
  const random = stream(7, "sorted window");
  const values = Array.from({ length: 1000 }, () => random.whole(0, 50));
  const window = new SortedWindow(15);
  for (const [index, value] of values.entries()) {
    if (index >= 15) window.remove(values[index - 15]!);
    window.add(value);
    const sorted = values.slice(Math.max(0, index - 14), index + 1).sort((a, b) => a - b);
    const half = sorted.length / 2;
    const expected = sorted.length % 2 === 1
      ? sorted[Math.floor(half)]!
      : (sorted[half - 1]! + sorted[half]!) / 2;
    assert.equal(window.median(), expected);
  }
});

Deno.test("SortedWindow: replacing a value is removing and adding, near and far", () => {
  const random = stream(8, "replaced");
  for (const size of [15, 400]) {
    const values = Array.from({ length: 3 * size }, () => random.whole(0, 300));
    const window = new SortedWindow(size);
    values.slice(0, size).forEach((value) => window.add(value));
    for (let index = size; index < values.length; index++) {
      window.replace(values[index - size]!, values[index]!);
      const sorted = values.slice(index - size + 1, index + 1).sort((a, b) => a - b);
      for (const share of [0, 0.3, 0.5, 0.99]) {
        assert.equal(window.quantile(share), sorted[Math.floor(share * size)]);
      }
    }
  }
});

Deno.test("SortedWindow: refuses to overflow and to lose what it does not hold", () => {
  const window = new SortedWindow(1);
  window.add(2);
  assert.throws(() => window.add(3), /at most 1 values: 3/);
  assert.throws(() => window.remove(3), /must hold the value: 3/);
  assert.throws(() => window.replace(3, 4), /must hold the value: 3/);
});
