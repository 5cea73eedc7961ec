import assert from "node:assert/strict";
import { escaped } from "../../../lib/site/servers/markdown.ts";

Deno.test("escaped: nothing of a name is markup, Markdown or code", () => {
  const text = escaped('<b>*a*</b> ${1 + 1} `x` [y](z) & "q"\n\n# h');
  assert.doesNotMatch(text, /[<>*$`[\](){}"\n+]|& /);
  assert.doesNotMatch(text.replaceAll(/&#\d+;/g, ""), /[#&]/);
  assert.match(text, /^&#60;b&#62;/);
});

Deno.test("escaped: letters, digits and spaces stay as they are", () => {
  assert.equal(escaped("Zürich 42"), "Zürich 42");
});
