import assert from "node:assert/strict";
import * as site from "../../lib/site/servers/pages.ts";
import { serverHref, serverPath } from "../../src/components/server_link.ts";

Deno.test("serverPath: a page each, or one page that is told which; at the metric named", () => {
  assert.equal(serverPath("each", "SRV-0042"), "servers/SRV-0042.html");
  assert.equal(serverPath("each", "SRV-0042", "cpu_p95"), "servers/SRV-0042.html#cpu_p95");
  assert.equal(serverPath("one", "SRV-0042"), "server.html?server=SRV-0042");
  assert.equal(serverPath("one", "SRV-0042", "cpu_p95"), "server.html?server=SRV-0042#cpu_p95");
});

Deno.test("serverHref: a name with signs of its own stays whole", () => {
  const url = new URL(serverHref("a b/c?d&e#f", "cpu_p95"));
  assert.equal(url.searchParams.get("server"), "a b/c?d&e#f");
  assert.equal(url.hash, "#cpu_p95");
});

Deno.test("serverPath: pages and the build that links to them agree", () => {
  for (const pages of ["each", "one"] as const) {
    for (const metric of [undefined, null, "cpu_p95"]) {
      assert.equal(serverPath(pages, "a b/1", metric), site.serverPath(pages, "a b/1", metric));
    }
  }
});

Deno.test("serverPagesOf: a page each up to the size set, one page above it", () => {
  assert.equal(site.serverPagesOf(["a", "b"], 2), "each");
  assert.equal(site.serverPagesOf(["a", "b"], 1), "one");
});

Deno.test("serverPagesOf: one page when names cannot be the names of files everywhere", () => {
  assert.equal(site.serverPagesOf(["a", "A"], 9), "one");
  assert.equal(site.serverPagesOf(["a/b"], 9), "one");
});
