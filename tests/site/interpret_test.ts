import assert from "node:assert/strict";
import { interpretedFunction } from "../../lib/site/interpret.ts";

/** What the Function constructor and its stand-in make of the same text. */
function both(parts: string[], ...values: unknown[]): [unknown, unknown] {
  const compiled = new Function(...parts) as (...values: unknown[]) => unknown;
  return [interpretedFunction(...parts)(...values), compiled(...values)];
}

const EXPRESSIONS = [
  "1 + 2 * 3 - 4 / 8 % 3",
  "2 ** 3 | 4 & 6",
  "!a && b || c",
  "a < b === true ? 'less' : 'more'",
  "typeof a + typeof missing",
  "`${a} of ${b}!`",
  "[a, ...list, c].map(x => x * 2)",
  "({a: 1, ['b' + a]: [a], c})",
  "list.filter((x, i) => i > 0 && x !== 3).length",
  "Math.max(...list) + o.deep.value + o['deep'].value",
  "(a, b, c)",
  "new Date(86400000).getTime()",
  "a == null || null != b",
  "-a + +'3' + ~b",
  "d ?? a",
];

for (const expression of EXPRESSIONS) {
  Deno.test(`interpretedFunction: ${expression}`, () => {
    const parts = ["a", "b", "c", "d", "list", "o", `"use strict"; return ${expression};`];
    const values = [2, 5, 0, null, [1, 2, 3], { deep: { value: 9 } }];
    const [interpreted, compiled] = both(parts, ...values);
    assert.deepEqual(interpreted, compiled);
  });
}

Deno.test("interpretedFunction: declarations, assignment and blocks, as aggregation and sorting use them", () => {
  const body =
    "const _0 = _[0], _1 = _[1]; return (s) => {_0.add(s);_1.n = s; let u; return (u = s) > 1 ? u : 0;};";
  const target = () => {
    const state = { sum: 0, n: 0 };
    const op = { add: (s: number) => state.sum += s };
    return { state, ops: [op, state] };
  };
  const [mine, theirs] = [target(), target()];
  const interpreted = interpretedFunction("_", body)(mine.ops) as (s: number) => number;
  const compiled = new Function("_", body)(theirs.ops) as (s: number) => number;
  assert.deepEqual([interpreted(7), interpreted(1)], [compiled(7), compiled(1)]);
  assert.deepEqual(mine.state, theirs.state);
  assert.deepEqual(mine.state, { sum: 8, n: 1 });
});

Deno.test("interpretedFunction: functions keep their source, by which Arquero tells them apart", () => {
  const made = interpretedFunction("return (row,data)=>data.x[row]")();
  assert.equal(String(made), "(row,data)=>data.x[row]");
});

Deno.test("interpretedFunction: what it does not cover is refused, not misread", () => {
  assert.throws(() => interpretedFunction("for (;;) {}")(), SyntaxError);
  assert.throws(() => interpretedFunction("return a += 1")(), SyntaxError);
  assert.throws(() => interpretedFunction("return function () {}")(), SyntaxError);
});
