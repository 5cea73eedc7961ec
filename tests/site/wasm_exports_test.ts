import assert from "node:assert/strict";
import { withExports, withExportsFor } from "../../lib/site/wasm_exports.ts";

const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
const section = (id: number, ...bytes: number[]) => [id, bytes.length, ...bytes];

/** Functions "one" and "two" that give these numbers, and an import of the address of "two". */
const MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, 1, 0x60, 0, 1, 0x7f),
  ...section(2, 1, ...text("GOT.func"), ...text("two"), 3, 0x7f, 1),
  ...section(3, 2, 0, 0),
  ...section(7, 2, ...text("one"), 0, 0, ...text("two"), 0, 1),
  ...section(10, 2, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b),
);
const IMPORTS = { "GOT.func": { two: new WebAssembly.Global({ value: "i32", mutable: true }) } };

const exportsOf = async (module: Uint8Array<ArrayBuffer>) =>
  (await WebAssembly.instantiate(module, IMPORTS)).instance.exports as Record<string, () => number>;

Deno.test("withExports: what is kept runs as before, the rest is out of reach", async () => {
  assert.deepEqual(Object.keys(await exportsOf(MODULE)), ["one", "two"]);
  const kept = await exportsOf(withExports(MODULE, (name) => name === "two"));
  assert.deepEqual(Object.keys(kept), ["two"]);
  assert.equal(kept["two"]!(), 2);
  assert.deepEqual(withExports(MODULE, () => true), MODULE);
});

Deno.test("withExports: refuses what ends early or has no exports", () => {
  assert.throws(() => withExports(MODULE.slice(0, 9), () => true), /must not end early/);
  assert.throws(() => withExports(MODULE.slice(0, 8), () => true), /one section of them: it has 0/);
});

Deno.test("withExportsFor: keeps what the script names, and what the module itself asks for", async () => {
  assert.deepEqual(Object.keys(await exportsOf(await withExportsFor(MODULE, "x.oneself()"))), ["two"]);
  assert.deepEqual(Object.keys(await exportsOf(await withExportsFor(MODULE, "x.one()"))), ["one", "two"]);
});
