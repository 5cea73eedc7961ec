import assert from "node:assert/strict";
import { atPeak, firstFitDecreasing } from "../../lib/packing/first_fit.ts";
import type { Item } from "../../lib/packing/item.ts";
import { lowerBound, martelloToth } from "../../lib/packing/lower_bound.ts";
import { pack } from "../../lib/packing/pack.ts";
import { cut } from "./instances.ts";

const item = (id: string, load: number[], ...apart: string[]): Item => ({
  id,
  load: Float64Array.from(load),
  apart,
});

const sizes = (...shares: number[]): Item[] => shares.map((share, index) => item(`i${index}`, [share]));

const STEPS = 100_000;

function assertValid(hosts: readonly (readonly Item[])[], items: readonly Item[]): void {
  const placed = hosts.flat();
  assert.equal(placed.length, items.length);
  assert.deepEqual(new Set(placed), new Set(items));
  for (const host of hosts) {
    assert.ok(host.length > 0);
    host[0]!.load.forEach((_, place) => {
      const sum = host.reduce((total, { load }) => total + load[place]!, 0);
      assert.ok(sum <= 1 + 1e-6, `host of ${host.map(({ id }) => id)} carries ${sum}`);
    });
    const keys = host.flatMap(({ apart }) => apart);
    assert.equal(new Set(keys).size, keys.length);
  }
}

Deno.test("martelloToth: items above a half, filled up by small ones, worked by hand", () => {
  // Their sum is 2.25, yet beside 0.6 there is no room for 0.45.
  assert.equal(martelloToth(Float64Array.of(0.6, 0.6, 0.6, 0.45)), 4);
  assert.equal(martelloToth(Float64Array.of(0.6, 0.6, 0.4, 0.4)), 2);
  assert.equal(martelloToth(Float64Array.of(0.2, 0.2)), 1);
});

Deno.test("lowerBound: volume at the busiest step, large items, items that must stand apart", () => {
  assert.equal(lowerBound([item("a", [0.9, 0.1]), item("b", [0.1, 0.9]), item("c", [0.1, 0.1])]), 2);
  assert.equal(lowerBound(sizes(0.51, 0.51, 0.51)), 3);
  assert.equal(lowerBound([item("a", [0.1], "card"), item("b", [0.1], "card"), item("c", [0.1])]), 2);
  assert.equal(lowerBound([]), 0);
});

Deno.test("pack: known optima of small instances", () => {
  const table: [Item[], number][] = [
    [[], 0],
    [sizes(0.5, 0.5, 0.5, 0.5), 2],
    // First fit decreasing needs three: 0.5 with 0.4, then 0.3, 0.3, 0.3 together leave a 0.2.
    [sizes(0.5, 0.4, 0.3, 0.3, 0.3, 0.2), 2],
    [sizes(1, 1, 0), 2],
    [[item("day", [0.9, 0.1]), item("night", [0.1, 0.9])], 1],
    [[item("a", [0.1], "card"), item("b", [0.1], "card"), item("c", [0.1])], 2],
  ];
  for (const [items, optimum] of table) {
    const { hosts, lowerBound } = pack(items, STEPS, 1);
    assertValid(hosts, items);
    assert.equal(hosts.length, optimum);
    assert.ok(lowerBound <= optimum);
  }
});

Deno.test("pack: at most 5 % above the known optimum, each item once and no host overloaded", () => {
  const shapes = [
    { hosts: 20, resources: 3, steps: 26, items: [4, 10], variety: 0.05 },
    { hosts: 40, resources: 1, steps: 26, items: [3, 8], variety: 0 },
    { hosts: 20, resources: 2, steps: 12, items: [3, 8], variety: 0.05 },
  ] as const;
  for (const { items: [fewest, most], ...shape } of shapes) {
    const items = cut({ ...shape, items: [fewest, most] }, 1);
    const { hosts, lowerBound } = pack(items, STEPS, 1);
    assertValid(hosts, items);
    assert.equal(lowerBound, shape.hosts);
    assert.ok(hosts.length <= shape.hosts * 1.05, `${hosts.length} hosts for ${shape.hosts}`);
  }
});

Deno.test("pack: neither the order of the items nor another call changes the packing", () => {
  const items = cut({ hosts: 8, resources: 2, steps: 7, items: [3, 6], variety: 0.1 }, 3);
  const names = (given: Item[]) => pack(given, 5000, 1).hosts.map((host) => host.map(({ id }) => id));
  assert.deepEqual(names(items.toReversed()), names(items));
});

Deno.test("pack: items that must stand apart do, also where room is scarce", () => {
  const items = Array.from({ length: 12 }, (_, index) => item(`i${index}`, [0.24], `service-${index % 3}`));
  const { hosts } = pack(items, STEPS, 1);
  assertValid(hosts, items);
  assert.equal(hosts.length, 4);
});

Deno.test("pack: an item larger than a host is refused by name", () => {
  assert.throws(() => pack([item("SRV-1", [1.2])], 10, 1), /Cannot pack SRV-1 .*1\.2/);
  assert.throws(() => pack([item("a", [0.1]), item("SRV-2", [0.1, 0.1])], 10, 1), /Cannot pack SRV-2/);
});

Deno.test("firstFitDecreasing at peak: blind to complementary profiles", () => {
  const items = [item("day", [0.9, 0.1, 0.2, 0.2]), item("night", [0.1, 0.9, 0.2, 0.2])];
  assert.deepEqual([...atPeak(items, 2)[0]!.load], [0.9, 0.9, 0.2, 0.2]);
  assert.equal(firstFitDecreasing(atPeak(items, 2)).length, 2);
  assert.equal(pack(items, 10, 1).hosts.length, 1);
});

Deno.test("firstFitDecreasing: known answer", () => {
  const hosts = firstFitDecreasing(sizes(0.5, 0.4, 0.3, 0.3, 0.3, 0.2));
  assert.deepEqual(hosts.map((host) => host.map(({ id }) => id)), [["i0", "i1"], ["i2", "i3", "i4"], ["i5"]]);
});
