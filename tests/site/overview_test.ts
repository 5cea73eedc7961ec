import assert from "node:assert/strict";
import { expectedServers } from "../../src/components/charts/overview.ts";

Deno.test("expectedServers: of a handful the tenths are told, of many whole servers", () => {
  assert.equal(expectedServers(0.2, 1), "0.2 servers are");
  assert.equal(expectedServers(1, 1), "1 server is");
  assert.equal(expectedServers(0.8, 14), "1 server is");
  assert.equal(expectedServers(11.6, 14), "12 servers are");
});
