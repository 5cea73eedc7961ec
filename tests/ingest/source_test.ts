import assert from "node:assert/strict";
import { Refusal } from "../../lib/ingest/refusal.ts";
import { sourceOf, textSource } from "../../lib/ingest/source.ts";

const LIMITS = { line: 20, document: 40 };

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

const parted = (...parts: string[]) =>
  sourceOf("x", async function* () {
    for (const part of parts) yield await Promise.resolve(part);
  }, LIMITS);

Deno.test("lines: every kind of end, the last one optional", async () => {
  const texts = async (text: string) =>
    (await all(textSource("x", text, LIMITS).lines())).map(({ text }) => text);
  assert.deepEqual(await texts("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
  assert.deepEqual(await texts("a\n\nb\n"), ["a", "", "b"]);
  assert.deepEqual(await texts(""), []);
});

Deno.test("lines: do not depend on where parts end", async () => {
  const whole = await all(textSource("x", "ab\r\ncd\r\n\r\nef", LIMITS).lines());
  assert.deepEqual(await all(parted("ab\r", "\ncd", "\r\n", "\r", "\nef").lines()), whole);
  assert.deepEqual(await all(parted(..."ab\r\ncd\r\n\r\nef").lines()), whole);
});

Deno.test("lines: one without end is refused before it fills memory", async () => {
  let parts = 0;
  const endless = sourceOf("x", async function* () {
    for (;;) {
      parts++;
      yield await Promise.resolve("yyyyyyyyyy");
    }
  }, LIMITS);
  await assert.rejects(
    all(endless.lines()),
    new Refusal("Cannot read x as a line must be at most 20 characters long: line 1 is longer"),
  );
  assert.equal(parts, 3);
});

Deno.test("json: whole, or refused with the reason", async () => {
  assert.deepEqual(await textSource("x", '{"a":[1]}', LIMITS).json(), { a: [1] });
  await assert.rejects(textSource("x", '{"a":[1', LIMITS).json(), /Cannot read x as it must be whole JSON/);
  await assert.rejects(textSource("x", `"${"y".repeat(50)}"`, LIMITS).json(), /at most 40 characters/);
});

Deno.test("jsonLines: a line that is no JSON comes as undefined, with its number", async () => {
  assert.deepEqual(await all(textSource("x", '{"a":1}\n\nnope\n2', LIMITS).jsonLines()), [
    { number: 1, text: '{"a":1}', value: { a: 1 } },
    { number: 3, text: "nope", value: undefined },
    { number: 4, text: "2", value: 2 },
  ]);
});
