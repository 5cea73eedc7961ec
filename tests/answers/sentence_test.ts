import assert from "node:assert/strict";
import { count, figure, say, server, textOf } from "../../lib/answers/sentence.ts";

Deno.test("say: words and parts in order, neighbouring words joined", () => {
  assert.deepEqual(say`A ${"b"} of ${count("servers", 2, "server")}, ${server("S", null)}.`, [
    { text: "A b of " },
    { text: "2 servers", name: "servers", value: 2, unit: "servers" },
    { text: ", " },
    { text: "S", server: "S", metric: null },
    { text: "." },
  ]);
});

Deno.test("say: any white space is one space, and none is left where nothing is said", () => {
  assert.equal(
    textOf(say`  One
    two ${""} three ${say` four `} . Five ${""}`),
    "One two three four. Five",
  );
});

Deno.test("say: a thin space stays between a number and its unit", () => {
  assert.equal(textOf(say`${figure("x", 80, "%", "80\u202f%")} or ${"90\u202f%"}`), "80\u202f% or 90\u202f%");
});

Deno.test("count: singular for one, in the unit of many", () => {
  assert.deepEqual(count("n", 1, "series", "series"), {
    text: "1 series",
    name: "n",
    value: 1,
    unit: "series",
  });
});
