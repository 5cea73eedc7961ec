import assert from "node:assert/strict";
import { type Found, JsonFault, JsonScanner, type Path } from "../../../lib/ingest/readers/json_scanner.ts";

function scan(
  text: string,
  paths: readonly Path[],
  part = text.length,
  limits?: { depth: number; characters: number },
) {
  const scanner = new JsonScanner(paths, limits);
  const found: Found[] = [];
  for (let at = 0; at < text.length; at += Math.max(1, part)) {
    found.push(...scanner.push(text.slice(at, at + part)));
  }
  return [...found, ...scanner.end()];
}

const DOCUMENT =
  `{"status": "ok \\"\\u00e9{", "data": {"kind": null, "result": [{"a": [1, 2]}, [3], "x", -1.5e3]},
 "end": true}`;
const PATHS = [["data", "result", "[]"]];

Deno.test("JsonScanner: gives the pieces at a path, then the objects around them without these", () => {
  const found = scan(DOCUMENT, PATHS);
  assert.deepEqual(found.map(({ path, value }) => [path, value]), [
    ["data.result[]", { a: [1, 2] }],
    ["data.result[]", [3]],
    ["data.result[]", "x"],
    ["data.result[]", -1500],
    ["data", Object.assign(Object.create(null), { kind: null })],
    ["", Object.assign(Object.create(null), { status: 'ok "é{', end: true })],
  ]);
});

Deno.test("JsonScanner: the same however the text is cut", () => {
  const whole = scan(DOCUMENT, PATHS);
  for (let part = 1; part < 20; part++) assert.deepEqual(scan(DOCUMENT, PATHS, part), whole);
});

Deno.test("JsonScanner: a piece knows what was read around it and its line", () => {
  const found = scan('{"a": 1,\n"list": [\n{"b": 2}]}', [["list", "[]"]]);
  assert.equal(found[0]?.line, 3);
  assert.equal(found[0]?.parents[0]?.a, 1);
});

Deno.test("JsonScanner: documents may follow each other", () => {
  assert.deepEqual(scan('{"a": 1}\n{"a": 2} 7', [[]]).map(({ value }) => value), [{ a: 1 }, { a: 2 }, 7]);
});

Deno.test("JsonScanner: what is no JSON is told with its place", () => {
  const faults: [string, RegExp][] = [
    ['{"list": [1, 2', /it must be whole: it ends inside list\[\] \(line 1, character 15\)/],
    ['{"list": [1,\n oops]}', /every value must be well formed.*line 2, character 15/],
    ['{"list" 1}', /":" must stand here: "1" \(line 1, character 9\)/],
    ['{"list": [1 2]}', /"," or an end must stand here/],
    ["<html>", /every value must be well formed/],
    ['{"list": ["a\nb"]}', /a text must end on its line/],
    ["{,}", /a key must stand here/],
  ];
  for (const [text, message] of faults) {
    assert.throws(() => scan(text, [["list", "[]"]], 3), (error) => {
      assert.ok(error instanceof JsonFault);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("JsonScanner: nesting and length are bounded", () => {
  const limits = { depth: 8, characters: 50 };
  assert.throws(() => scan("[".repeat(100_000), PATHS, 1000, limits), /nest at most 8 levels/);
  assert.throws(
    () => scan(`{"data": {"result": ["${"x".repeat(99)}"]}}`, PATHS, 10, limits),
    /at most 50 characters/,
  );
  const keys = Array.from({ length: 20 }, (_, index) => `"key${index}": 1`).join(",");
  assert.throws(() => scan(`{${keys}, "data": {}}`, PATHS, 10, limits), /together/);
});

Deno.test("JsonScanner: the names of fields are data", () => {
  const [found] = scan('{"__proto__": {"admin": true}, "list": []}', [["list", "[]"]]);
  assert.deepEqual(Object.keys(found?.value ?? {}), ["__proto__"]);
  assert.equal(({} as Record<string, unknown>).admin, undefined);
});
