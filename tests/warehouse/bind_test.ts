import assert from "node:assert/strict";
import { bind, identifier, literal } from "../../lib/warehouse/bind.ts";

Deno.test("literal: values become SQL literals, quotes are doubled", () => {
  assert.deepEqual([80, "O'Neil", true, null].map(literal), ["80", "'O''Neil'", "TRUE", "NULL"]);
  assert.throws(() => literal(NaN), /finite/);
});

Deno.test("identifier: quotes are doubled", () => {
  assert.equal(identifier('a"b'), '"a""b"');
});

Deno.test("bind: replaces names, leaves strings, comments, casts and times alone", () => {
  assert.equal(
    bind("SELECT ':high', x::int -- :high\nFROM t WHERE x > :high AND s = :name /* :name */", {
      high: 80,
      name: "a",
    }),
    "SELECT ':high', x::int -- :high\nFROM t WHERE x > 80 AND s = 'a' /* :name */",
  );
});

Deno.test("bind: a name without a value and a value without a name are refused", () => {
  assert.throws(() => bind("SELECT :high", {}), /":high" has none/);
  assert.throws(() => bind("SELECT 1", { high: 80 }), /"high" is not/);
});
