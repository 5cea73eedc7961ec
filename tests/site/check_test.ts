import assert from "node:assert/strict";
import { checkSite, faultsOf } from "../../lib/site/check.ts";
import { seal } from "../../lib/site/seal.ts";

const page = (body: string, script = "") =>
  seal(
    `<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>T</title>\n<script type="module">${script}</script>\n` +
      `</head>\n<body>${body}</body>\n</html>`,
  );
const FILES = new Set(["index.html", "risk.html", "_file/a.json", "_import/m.js"]);
const faults = (body: string, script = "") => faultsOf("index.html", page(body, script), FILES);

Deno.test("faultsOf: a sound page has none", () => {
  const script = 'import {x} from "./_import/m.js"; registerFile("a", {"path":"./_file/a.json"});';
  assert.deepEqual(
    faults('<a href="./risk.html?metric=cpu_p95#top">risk</a><a href="#here">here</a>', script),
    [],
  );
});

Deno.test("faultsOf: a cell that does not compile", () => {
  assert.deepEqual(faults('<div class="observablehq--inspect observablehq--error">SyntaxError: x</div>'), [
    "a cell does not compile: SyntaxError: x",
  ]);
});

const BROKEN: readonly [string, string, string][] = [
  ['<a href="./riks.html">risk</a>', "", "it refers to what is not there: ./riks.html"],
  ["", 'registerFile("b", {"path":"./_file/b.json"});', "it refers to what is not there: ./_file/b.json"],
  ["", 'import("./_import/gone.js")', "it refers to what is not there: ./_import/gone.js"],
  [
    '<img src="https://example.org/a.png">',
    "",
    "it must not refer to another host: https://example.org/a.png",
  ],
  ['<a href="//example.org/">x</a>', "", "it must not refer to another host: //example.org/"],
  [
    "<style>@import 'https://fonts.example.org/css';</style>",
    "",
    "it must not refer to another host: https://fonts.example.org/css",
  ],
  [
    "",
    'import "https://cdn.example.org/x.js"',
    "it must not refer to another host: https://cdn.example.org/x.js",
  ],
];

for (const [body, script, fault] of BROKEN) {
  Deno.test(`faultsOf: ${fault}`, () => assert.deepEqual(faults(body, script), [fault]));
}

Deno.test("faultsOf: a script added after sealing breaks the policy", () => {
  const html = page("").replace("</body>", "<script>late()</script></body>");
  assert.match(faultsOf("index.html", html, FILES).join(), /Content-Security-Policy/);
});

Deno.test("faultsOf: a page without language or title", () => {
  const html = page("").replace(' lang="en"', "").replace("<title>T</title>", "");
  assert.equal(faultsOf("index.html", html, FILES).length, 2);
});

Deno.test("faultsOf: a stylesheet that fetches from another host", () => {
  assert.equal(faultsOf("a.css", "a{background:url(https://example.org/x.png)}", FILES).length, 1);
  assert.deepEqual(faultsOf("a.css", "a{background:url(data:image/png;base64,AA)}", FILES), []);
});

Deno.test("checkSite: counts pages, files and bytes, and misses a first page", async () => {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(`${root}/risk.html`, page(""));
  await Deno.writeTextFile(`${root}/data.csv`, "ab");
  const report = await checkSite(root);
  assert.deepEqual([report.pages, report.files], [1, 2]);
  assert.equal(report.bytes, page("").length + 2);
  assert.deepEqual(report.faults, [{ file: "index.html", fault: "there must be a first page" }]);
  await Deno.remove(root, { recursive: true });
});
