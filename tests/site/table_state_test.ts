import assert from "node:assert/strict";
import { nextCell } from "../../src/components/grid_keys.ts";
import { partsOf, stateFrom } from "../../src/components/table_state.ts";

const FIRST = { column: "place", descending: false };
const read = (query: string) => stateFrom(new URLSearchParams(query), "risk", ["place", "peak"], FIRST);

Deno.test("stateFrom: an address that says nothing leaves a table as it is at first", () => {
  assert.deepEqual(read(""), { sort: FIRST, search: "", page: 0 });
});

Deno.test("stateFrom: nonsense in an address counts for nothing", () => {
  assert.deepEqual(read("risk.sort=-nothing&risk.page=-3&other.find=x"), {
    sort: FIRST,
    search: "",
    page: 0,
  });
  assert.equal(read("risk.page=1.5").page, 0);
});

Deno.test("partsOf: what it writes is what stateFrom reads", () => {
  const state = { sort: { column: "peak", descending: true }, search: "disk 80 %", page: 4 };
  const parts = partsOf(state, "risk", FIRST);
  assert.deepEqual(parts, { "risk.sort": "-peak", "risk.find": "disk 80 %", "risk.page": "5" });
  assert.deepEqual(read(new URLSearchParams(parts as Record<string, string>).toString()), state);
});

Deno.test("partsOf: what is as at first is not written", () => {
  const parts = partsOf({ sort: FIRST, search: "", page: 0 }, "risk", FIRST);
  assert.deepEqual(Object.values(parts), [null, null, null]);
});

const GRID = [3, 3, 1];

for (
  const [key, from, to] of [
    ["ArrowRight", [0, 0], [0, 1]],
    ["ArrowRight", [0, 2], [0, 2]],
    ["ArrowUp", [0, 1], [0, 1]],
    ["ArrowDown", [1, 2], [2, 0]],
    ["End", [1, 0], [1, 2]],
    ["Home", [1, 2], [1, 0]],
    ["x", [1, 1], [1, 1]],
  ] as const
) {
  Deno.test(`nextCell: ${key} leads from ${from} to ${to}`, () => {
    assert.deepEqual(nextCell(GRID, from, key), to);
  });
}

Deno.test("nextCell: a row without cells is not entered", () => {
  assert.deepEqual(nextCell([2, 0], [0, 1], "ArrowDown"), [0, 1]);
});
