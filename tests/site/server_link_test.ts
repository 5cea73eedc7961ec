import assert from "node:assert/strict";
import { serverHref } from "../../src/components/server_link.ts";

Deno.test("serverHref: the same address from whatever page, at the metric named", () => {
  const url = new URL(serverHref("SRV-0042", "cpu_p95"));
  assert.equal(url.searchParams.get("server"), "SRV-0042");
  assert.equal(url.searchParams.get("metric"), "cpu_p95");
});

Deno.test("serverHref: a name with signs of its own stays whole", () => {
  assert.equal(new URL(serverHref("a b/c?d&e#f")).searchParams.get("server"), "a b/c?d&e#f");
});
