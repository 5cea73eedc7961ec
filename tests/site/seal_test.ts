import assert from "node:assert/strict";
import { inlineScripts, policy, scriptHash, seal } from "../../lib/site/seal.ts";

const PAGE = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<script type="module">registerFile("a", {"name":"a","path":"./_file/a.json","lastModified":1763800000123.5,"size":2});</script>
</head>
<body><script src="./x.js"></script></body>
</html>`;

Deno.test("inlineScripts: scripts of a page, not those it fetches", () => {
  assert.deepEqual(
    inlineScripts('<script>a</script><script src="b.js"></script><script type="module">\nc</script>'),
    [
      "a",
      "\nc",
    ],
  );
});

Deno.test("scriptHash: SHA-256 of the source, in base64, as CSP level 3 writes it", () => {
  // The example of the specification: https://www.w3.org/TR/CSP3/#external-hash
  assert.equal(
    scriptHash("alert('Hello, world.');"),
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  );
});

Deno.test("policy: own scripts only, no eval, no other host", () => {
  const text = policy("<script>a</script><script>a</script>");
  assert.match(text, /script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/);
  assert.match(text, /default-src 'none'/);
  assert.match(text, /connect-src 'self';/);
  assert.doesNotMatch(text, /'unsafe-eval'|https?:|\*/);
});

Deno.test("policy: style sheets are files, but for the editor's", () => {
  assert.match(policy("<script>a</script>"), /style-src-elem 'self';/);
  assert.match(
    policy('<script src="./_npm/@codemirror/view@6/a.js">'),
    /style-src-elem 'self' 'unsafe-inline';/,
  );
});

Deno.test("seal: the same page whatever the time its files were made", () => {
  const later = PAGE.replace("1763800000123.5", "1763899999999");
  assert.equal(seal(PAGE), seal(later));
});

Deno.test("seal: language, free zoom, policy before any script, and hashes of the scripts as they end up", () => {
  const sealed = seal(PAGE);
  assert.match(sealed, /<html lang="en">/);
  assert.doesNotMatch(sealed, /maximum-scale|lastModified/);
  assert.ok(sealed.indexOf("Content-Security-Policy") < sealed.indexOf("<script"));
  assert.ok(sealed.includes(scriptHash(inlineScripts(sealed)[0]!)));
});

Deno.test("seal: the first thing in the body leads past the navigation", () => {
  const page = seal(PAGE.replace("<body>", '<body>\n<nav id="observablehq-sidebar"></nav>'));
  assert.match(page, /<body>\s*<a class="skip-link" href="#observablehq-main">/);
});
